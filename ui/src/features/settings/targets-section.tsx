import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toaster";
import type { Target, Targets } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { setAnswer, useCommand } from "@/ipc/use-command";
import { duration } from "@/lib/duration";
import { fieldOf, useKind } from "@/lib/workspace";
import { AdministratorsOnly, Group, useMayConfigure } from "./settings-parts";

/** By when tickets are to be answered and resolved, by priority. */
export function TargetsSection() {
  const { data, error } = useCommand("ticket_targets", {});
  return (
    <Group
      title="Ticket targets"
      about="Counted from when a ticket comes in, by the clock, nights and weekends too. A ticket without priority counts as normal. What is changed here holds for tickets from now on."
    >
      <AdministratorsOnly />
      {error && (
        <Notice tone="danger" title="The targets cannot be read">
          {error.message}
        </Notice>
      )}
      {data && <TargetTable key={JSON.stringify(data.targets)} targets={data.targets} />}
    </Group>
  );
}

type Typed = Record<string, Record<keyof Target, string>>;

function TargetTable({ targets }: { targets: Targets }) {
  const client = useQueryClient();
  const priority = fieldOf(useKind("ticket"), "priority");
  const mayConfigure = useMayConfigure();
  const choices = priority?.ty.type === "select" ? priority.ty.choices.toReversed() : [];
  const before: Typed = Object.fromEntries(
    choices.map(({ key }) => [
      key,
      {
        first_response: String(targets[key]?.first_response ?? ""),
        resolution: String(targets[key]?.resolution ?? ""),
      },
    ]),
  );
  const [typed, setTyped] = useState(before);
  const [problem, setProblem] = useState<string>();
  const changed = JSON.stringify(typed) !== JSON.stringify(before);

  async function save() {
    const next: Targets = {};
    for (const { key, label } of choices) {
      const first_response = hours(typed[key]?.first_response);
      const resolution = hours(typed[key]?.resolution);
      // Both empty: nothing is promised for this priority.
      if (first_response === null && resolution === null) continue;
      if (!first_response || !resolution) {
        setProblem(
          `${label}: write whole hours from 1 in both places, or leave both empty to promise nothing`,
        );
        return;
      }
      if (first_response > resolution) {
        setProblem(`${label}: the first response comes before the resolution, so it takes no more hours`);
        return;
      }
      next[key] = { first_response, resolution };
    }
    try {
      const kept = await call("ticket_targets_set", { targets: next });
      setAnswer(client, "ticket_targets", {}, kept);
      say("changed the targets of tickets");
    } catch (error) {
      setProblem(asFailure(error).message);
    }
  }

  const cell = (key: string, label: string, part: keyof Target, what: string) => {
    const text = typed[key]?.[part] ?? "";
    const size = hours(text);
    return (
      <td className="py-0.5 pr-4">
        <span className="flex items-center gap-2">
          <Input
            aria-label={`${what} of ${label.toLowerCase()}, in hours`}
            inputMode="numeric"
            maxLength={4}
            readOnly={!mayConfigure}
            className="w-16 text-right tabular-nums"
            value={text}
            onChange={(event) => {
              setTyped({ ...typed, [key]: { ...before[key]!, ...typed[key], [part]: event.target.value } });
              setProblem(undefined);
            }}
          />
          <span className="text-sm text-ink-3">
            {size ? (size >= 24 ? `hours, ${duration(size * 3_600_000)}` : "hours") : "nothing promised"}
          </span>
        </span>
      </td>
    );
  };

  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <table className="w-full border-collapse text-left">
        <thead className="text-sm text-ink-3">
          <tr>
            <th className="w-28 pb-1 font-medium">Priority</th>
            <th className="pb-1 font-medium">First response</th>
            <th className="pb-1 font-medium">Resolution</th>
          </tr>
        </thead>
        <tbody>
          {choices.map(({ key, label }) => (
            <tr key={key}>
              <th scope="row" className="font-normal">
                {label}
              </th>
              {cell(key, label, "first_response", "First response")}
              {cell(key, label, "resolution", "Resolution")}
            </tr>
          ))}
        </tbody>
      </table>
      {problem && (
        <Notice tone="danger" title="The targets stay as they were">
          {problem}
        </Notice>
      )}
      {mayConfigure && (
        <Button type="submit" variant="primary" className="self-start" disabled={!changed}>
          Save the targets
        </Button>
      )}
    </form>
  );
}

/** Whole hours from 1; null for an empty field, 0 for what is no such number. */
function hours(text: string | undefined): number | null {
  const typed = (text ?? "").trim();
  if (typed === "") return null;
  return /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
}
