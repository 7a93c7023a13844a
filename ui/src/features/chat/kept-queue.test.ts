import { expect, it } from "vitest";
import { queueFrom } from "./kept-queue";

it("reads what was kept and takes anything else for none", () => {
  const files = [{ name: "offer.pdf", text: "Ten percent", cut: false }];
  const message = { id: "q-1", text: "and then?", context: [], files, profile: "ask" };
  expect(queueFrom(JSON.stringify([message]))).toEqual([message]);
  expect(queueFrom("")).toEqual([]);
  expect(queueFrom("no JSON"), "a broken text must not close the pane").toEqual([]);
  expect(queueFrom('{"id":"q-1"}')).toEqual([]);
  expect(queueFrom(JSON.stringify([null, { id: 3 }, message]))).toEqual([message]);
});

it("goes on with a message that was queued before there were files and a choice of tools", () => {
  const old = { id: "q-1", text: "and then?", context: [] };
  expect(queueFrom(JSON.stringify([old]))).toEqual([{ ...old, files: [], profile: "write" }]);
});
