// `getComputedStyle` as jsdom answers it, without the wait. For every element that it is asked about, jsdom tries each
// selector of a browser's default style sheet and resolves fifteen properties, mostly colours; queries by role and axe
// ask about thousands of elements, and only whether they are displayed. It was a third of the time of the tests.
//
// Here the default style sheet is asked once for each sort of element, and what the element says of itself is laid over
// the answer. What else is asked, and everything on a page that has style sheets of its own, is left to jsdom.

type Look = (element: Element, pseudo?: string | null) => CSSStyleDeclaration;

/** What jsdom itself says: setup takes its place in the window. */
export const slowLook: Look = window.getComputedStyle.bind(window);

/** What those ask for who look at elements, as long as the element's sort and its own style decide it. */
export const QUICK: ReadonlySet<string> = new Set([
  "backdrop-filter",
  "clip",
  "clip-path",
  "contain",
  "content-visibility",
  "direction",
  "display",
  "filter",
  "height",
  "margin-left",
  "margin-right",
  "opacity",
  "overflow",
  "overflow-x",
  "overflow-y",
  "perspective",
  "pointer-events",
  "position",
  "rotate",
  "scale",
  "scrollbar-gutter",
  "transform",
  "translate",
  "visibility",
  "width",
  "will-change",
]);

/** Which of them come from the parent, and what they are where nobody says otherwise. */
const INHERITED = new Map([
  ["pointer-events", "auto"],
  ["visibility", "visible"],
]);

/** About these the default style sheet says more than it does of their sort: by place, content, state or importance. */
const SINGULAR: ReadonlySet<string> = new Set(["bdi", "dialog", "img", "noscript", "summary"]);

/** The attributes that make a sort of elements another sort. */
const TELLING = ["hidden", "type"] as const;

/** Values that stand for another. */
const KEYWORDS: ReadonlySet<string> = new Set(["inherit", "initial", "unset", "revert", "revert-layer"]);

/** A quick way to ask what `slow`, which is jsdom's own, says. */
export function quickly(slow: Look): Look {
  const blank = document.implementation.createHTMLDocument("");
  const sorts = new Map<string, CSSStyleDeclaration>();

  /** What the default style sheet makes of such an element where nothing is around it. */
  function usual(element: Element): CSSStyleDeclaration {
    const told = TELLING.map((name) => element.getAttribute(name));
    const sort = JSON.stringify([element.namespaceURI, element.localName, ...told]);
    let known = sorts.get(sort);
    if (!known) {
      const bare = blank.createElementNS(element.namespaceURI, element.localName);
      for (const [index, name] of TELLING.entries()) {
        const value = told[index];
        if (typeof value === "string") bare.setAttribute(name, value);
      }
      known = slow(bare);
      sorts.set(sort, known);
    }
    return known;
  }

  function value(element: Element, property: string): string {
    const sheet = usual(element);
    const own = element.hasAttribute("style") ? (element as HTMLElement).style : undefined;
    const said = own?.getPropertyValue(property) ?? "";
    const overruled = sheet.getPropertyPriority(property) !== "" && own?.getPropertyPriority(property) === "";
    if (KEYWORDS.has(said) || isSingular(element)) return slow(element).getPropertyValue(property);
    if (said !== "" && !overruled) return said;
    const usually = sheet.getPropertyValue(property);
    const above = INHERITED.get(property) === usually ? element.parentElement : null;
    return above ? value(above, property) : usually;
  }

  return (element, pseudo) => {
    if (pseudo || element.ownerDocument.styleSheets.length > 0) return slow(element, pseudo);
    let whole: CSSStyleDeclaration | undefined;
    const answer = (property: string): string =>
      QUICK.has(property) ? value(element, property) : (whole ??= slow(element)).getPropertyValue(property);
    return new Proxy({} as CSSStyleDeclaration, {
      get(_, name): unknown {
        if (name === "getPropertyValue") return answer;
        if (typeof name === "string" && QUICK.has(dashed(name))) return answer(dashed(name));
        whole ??= slow(element);
        const other: unknown = Reflect.get(whole, name, whole);
        return typeof other === "function" ? (other.bind(whole) as unknown) : other;
      },
    });
  };
}

function isSingular(element: Element): boolean {
  const { localName } = element;
  if (localName === "input" && element.getAttribute("type") === "hidden") return true;
  return SINGULAR.has(localName) || element.hasAttribute("dir") || element.hasAttribute("popover");
}

/** `overflowX` as a style sheet writes it. */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
