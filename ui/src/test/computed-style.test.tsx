import { screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { QUICK, slowLook } from "./computed-style";
import { renderWindow } from "./render";

afterEach(() => {
  for (const sheet of document.querySelectorAll("style")) sheet.remove();
});

function valuesOf(style: CSSStyleDeclaration): string[] {
  return [...QUICK].map((name) => `${name}: ${style.getPropertyValue(name)}`);
}

function expectSame() {
  for (const element of document.querySelectorAll("*")) {
    const [quick, slow] = [window.getComputedStyle(element), slowLook(element)];
    expect(valuesOf(quick), element.outerHTML.slice(0, 200)).toEqual(valuesOf(slow));
    expect([quick.display, quick.overflowX]).toEqual([slow.display, slow.overflowX]);
  }
}

it("says of a whole window what jsdom says", async () => {
  renderWindow(undefined, "/deals/DEAL-1");
  await screen.findByRole("heading", { level: 1 });
  expectSame();
});

it("says what jsdom says of what is hidden, inherits, overrules or stands out", () => {
  document.body.innerHTML = `
    <div style="visibility: hidden; pointer-events: none; overflow-x: auto"><p>1<b style="visibility: visible">2</b></p></div>
    <details><summary>3</summary><span>4</span></details><details open><summary>5</summary></details>
    <p hidden>6</p><p hidden style="display: flex">7</p><p style="display: none !important">8</p>
    <input type="hidden" style="display: block" /><input style="overflow: visible" /><input type="tel" dir="rtl" />
    <div dir="rtl"><bdi>9</bdi></div><div popover>10</div><dialog>11</dialog><dialog open>12</dialog>
    <div style="visibility: hidden"><p style="visibility: inherit">13</p><p style="visibility: initial">14</p></div>
    <table><thead hidden><tr><th>15</th></tr></thead><tbody><tr hidden><td>16</td></tr></tbody></table>
    <svg width="4"><title>17</title><path d="M0 0" style="opacity: 0; transform: scale(2)" /></svg>
    <ul><li style="position: absolute; width: 3px; clip-path: inset(50%)">18<ul><li>19</li></ul></li></ul>
    <hr style="overflow-y: scroll" /><img sizes="auto" alt="" /><fieldset style="will-change: transform">20</fieldset>`;
  expectSame();
});

it("leaves a page with a style sheet of its own to jsdom", () => {
  document.head.append(
    Object.assign(document.createElement("style"), { textContent: "p { display: none }" }),
  );
  document.body.innerHTML = "<p>1</p>";
  const { display, color } = window.getComputedStyle(document.querySelector("p")!);
  expect([display, color]).toEqual(["none", "rgb(0, 0, 0)"]);
  expectSame();
});
