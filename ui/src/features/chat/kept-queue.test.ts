import { expect, it } from "vitest";
import { queueFrom } from "./kept-queue";

it("reads what was kept and takes anything else for none", () => {
  const message = { id: "q-1", text: "and then?", context: [] };
  expect(queueFrom(JSON.stringify([message]))).toEqual([message]);
  expect(queueFrom("")).toEqual([]);
  expect(queueFrom("no JSON"), "a broken text must not close the pane").toEqual([]);
  expect(queueFrom('{"id":"q-1"}')).toEqual([]);
  expect(queueFrom(JSON.stringify([null, { id: 3 }, message]))).toEqual([message]);
});
