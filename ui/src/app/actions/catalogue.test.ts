import { expect, it } from "vitest";
import { action, actionIds } from "./catalogue";

it("never binds two actions of one place to the same key", () => {
  const taken = new Map<string, string>();
  for (const id of actionIds) {
    for (const key of action(id).keys ?? []) {
      const place = `${action(id).section} ${key}`;
      expect(taken.get(place), `${id} and ${taken.get(place)} both want ${key}`).toBeUndefined();
      taken.set(place, id);
    }
  }
});

it("binds nothing that works while typing to a plain letter", () => {
  const plain = actionIds
    .map(action)
    .filter(({ keys, whileTyping }) => whileTyping && !keys?.every((key) => key.startsWith("mod+")));
  expect(plain).toEqual([]);
});
