import type { Entity, SimilarRecord, SimilarState, Suggested } from "@/ipc/bindings";
import type { FakeConfirming } from "./fake-confirming";
import { commandError } from "./fake-error";
import type { Handlers } from "./fake-handlers";
import { NOW } from "./sample";
import { members } from "./schema";

type PanelCommand = "suggestion_list" | "suggestion_run" | "suggestion_dismiss" | "similar_records";

type Records = { entities: Entity[]; find(name: string): Entity };

const DAY = 24 * 3_600_000;

/** What is to be done about entities of a workspace in memory, and what is like them. */
export class FakePanel {
  private readonly records: Records;
  private readonly confirming: FakeConfirming;
  private readonly dismissed = new Map<string, string>();
  private readonly asked = new Map<string, string>();
  /** Suggestions by reference; those of others follow from a few rules. */
  suggestions: Record<string, Suggested[]> = {};
  state: SimilarState = { state: "ready" };

  constructor(records: Records, confirming: FakeConfirming) {
    this.records = records;
    this.confirming = confirming;
  }

  private of(entity: Entity): Suggested[] {
    const made = this.suggestions[entity.reference] ?? suggestedOf(entity);
    const waiting = ({ rule, basis }: Suggested) => {
      const id = this.asked.get(keyOf(entity.id, { rule, basis }));
      return this.confirming.cards.find((each) => each.id === id && each.state === "pending") ?? null;
    };
    return made.map((suggested) => Object.assign(suggested, { waits: waiting(suggested) }));
  }

  readonly handlers: Handlers<PanelCommand> = {
    suggestion_list: ({ entity: name }) => {
      const entity = this.records.find(name);
      const all = entity.deleted_at === null ? this.of(entity) : [];
      const reason = (suggested: Suggested) => this.dismissed.get(keyOf(entity.id, suggested));
      return {
        suggestions: all.filter((each) => reason(each) === undefined),
        dismissed: all
          .filter((each) => reason(each) !== undefined)
          .map((suggestion) => ({
            suggestion,
            reason: reason(suggestion) ?? "",
            actor: { actor: "member" as const, member: members[0]!.id },
            at: NOW,
          })),
      };
    },
    suggestion_run: ({ entity: id, rule, basis }) => {
      const wanted = this.of(this.records.find(id)).find(
        (each) => each.rule === rule && each.basis === basis,
      );
      if (!wanted)
        throw commandError("stale", "this is no longer so: the panel shows what is to be done now");
      if (wanted.waits) return { card: wanted.waits, message: null };
      const asked = `panel-${this.asked.size + 1}`;
      // Before it is said that it waits, as then the panel asks again.
      this.asked.set(keyOf(id, wanted), asked);
      const card = this.confirming.ask({ id: asked, sentence: wanted.title.toLowerCase() });
      return { card, message: null };
    },
    suggestion_dismiss: ({ entity, rule, basis, reason }) => {
      const key = keyOf(entity, { rule, basis });
      if (reason === null) this.dismissed.delete(key);
      else this.dismissed.set(key, reason);
      return {};
    },
    similar_records: ({ entity: name }) => {
      const entity = this.records.find(name);
      const others = this.records.entities.filter(
        (each) => each.kind === entity.kind && each.id !== entity.id && each.deleted_at === null,
      );
      const alike = this.state.state === "ready" || this.state.state === "stale";
      return {
        same: [],
        alike: alike ? others.slice(0, 2).map((other, at) => similar(other, entity.kind, at)) : [],
        state: this.state,
      };
    },
  };
}

function keyOf(entity: string, { rule, basis }: Pick<Suggested, "rule" | "basis">): string {
  return `${entity} ${rule} ${basis}`;
}

function similar(entity: Entity, kind: Entity["kind"], at: number): SimilarRecord {
  const stage = entity.fields["stage"];
  const company = entity.fields["company"];
  const ranked = kind !== "candidate";
  return {
    id: entity.id,
    kind: entity.kind,
    reference: entity.reference,
    title: entity.title,
    stage: typeof stage === "string" ? stage : null,
    nearness: ranked ? 0.78 - at * 0.14 : null,
    shared: typeof company === "string" ? [{ label: "Company", value: company }] : [],
    sentences:
      ranked && at === 0
        ? {
            here: "The frames arrive scratched and the box is intact.",
            there: "Scratched frames again, in a sound box.",
          }
        : null,
  };
}

/** A few of the rules that the core has, enough to look at. */
function suggestedOf(entity: Entity): Suggested[] {
  const made = (
    rule: string,
    part: Pick<Suggested, "title" | "reason" | "evidence" | "tool">,
  ): Suggested => ({
    rule,
    basis: `${entity.id} ${rule}`,
    waits: null,
    ...part,
  });
  const open = entity.fields["stage"] !== "won" && entity.fields["stage"] !== "lost";
  switch (entity.kind) {
    case "deal":
      return open
        ? [
            made("deal.silent", {
              title: "Get back to them",
              reason: "Nothing has happened on it for 16 days and nothing is planned",
              evidence: [{ what: "entry", id: "n-1", entry: "call", at: NOW - 16 * DAY }],
              tool: "create_task",
            }),
            made("deal.no_amount", {
              title: "Find out what it is worth",
              reason: "It is in Proposal and has no amount, so no forecast counts it",
              evidence: [
                { what: "field", key: "amount", value: null },
                { what: "stage", stage: "proposal", since: null },
              ],
              tool: "create_task",
            }),
          ]
        : [];
    case "ticket":
      return [
        made("ticket.nobodys", {
          title: "Take it over",
          reason: `${entity.reference} is open and belongs to nobody`,
          evidence: [{ what: "field", key: "owner", value: null }],
          tool: "assign_entity",
        }),
      ];
    case "candidate":
      return [
        made("candidate.waits_too_long", {
          title: "Decide how it goes on",
          reason: `${entity.title} has been in Screen for 12 days, and nothing is planned`,
          evidence: [{ what: "stage", stage: "screen", since: NOW - 12 * DAY }],
          tool: "create_task",
        }),
      ];
    default:
      return [];
  }
}
