import { expect, it } from "vitest";
import { entity } from "@/test/sample";
import { kindDef } from "@/test/schema";
import { recurrenceWords } from "./recurrence";

const field = kindDef("task").fields.find(({ key }) => key === "recurrence")!;

it("says when the next one comes, and what is missing for it to come", () => {
  const weekly = entity("task", 800, { title: "Report", recurrence: "weekly", due: "2026-11-23" });
  expect(recurrenceWords(weekly, field)).toBe("Every week: the next one is made when this is done");
  const without = entity("task", 801, { title: "Report", recurrence: "daily" });
  expect(recurrenceWords(without, field)).toContain("once it has a due day");
  expect(recurrenceWords(entity("task", 802, { title: "Once" }), field)).toBeUndefined();
});
