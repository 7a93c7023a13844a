import { movedPath } from "@/features/confirm/edits";
import type {
  Commands,
  ConfirmationCard,
  ConfirmationEdits,
  ConfirmationView,
  Event,
  ShownArgument,
  ShownStep,
} from "@/ipc/bindings";
import { commandError } from "./fake-workspace";

type ConfirmingCommand = Extract<keyof Commands, `confirmation_${string}` | "change_set_undo">;
type Handlers = { [K in ConfirmingCommand]: (input: Commands[K]["input"]) => Commands[K]["output"] };

/** What people of a workspace in memory are asked to confirm. */
export class FakeConfirming {
  /** Oldest first. */
  cards: ConfirmationCard[] = [];
  /** What the window shows of each beside its card. */
  views = new Map<string, Omit<ConfirmationView, "card">>();
  private readonly emit: (event: Event) => void;

  constructor(emit: (event: Event) => void) {
    this.emit = emit;
  }

  /** Asks for something. */
  ask(card: Partial<ConfirmationCard> & Pick<ConfirmationCard, "id" | "sentence">): ConfirmationCard {
    const asked: ConfirmationCard = {
      conversation: null,
      state: "pending",
      note: null,
      opened_at: Date.now(),
      expires_at: Date.now() + 24 * 3_600_000,
      change_set: null,
      ...card,
    };
    this.cards = [...this.cards, asked];
    this.emit({ event: "confirmation_changed", card: asked });
    return asked;
  }

  /** Brings one into another state. */
  become(id: string, part: Partial<ConfirmationCard>): ConfirmationCard {
    const card = { ...this.find(id), ...part };
    this.cards = this.cards.map((each) => (each.id === id ? card : each));
    this.emit({ event: "confirmation_changed", card });
    return card;
  }

  private find(id: string): ConfirmationCard {
    const card = this.cards.find((each) => each.id === id);
    if (!card) throw commandError("not_found", "there is no such confirmation");
    return card;
  }

  /** As it would be with edits: each has a digest of its own. */
  private look(id: string, { set, drop }: ConfirmationEdits): ConfirmationView {
    const card = this.find(id);
    const view: ConfirmationView = {
      asked_by: "The assistant",
      by_ai: true,
      reason: "",
      tool: "update_entity",
      reversible: true,
      destructive: false,
      type_first: null,
      steps: [{ path: null, sentence: card.sentence }],
      changes: [],
      arguments: [],
      digest: `digest of ${id}`,
      ...this.views.get(id),
      card,
    };
    if (Object.keys(set).length === 0 && drop.length === 0) return view;
    const gone = (path: string) => drop.some((each) => path === each || path.startsWith(`${each}/`));
    const placed = (step: ShownStep): ShownStep =>
      step.path === null ? step : { ...step, path: movedPath(step.path, drop) ?? null };
    const typed = (argument: ShownArgument): ShownArgument =>
      argument.path in set
        ? { ...argument, value: set[argument.path], tainted: false, masked: false, must_type: false }
        : argument;
    const steps = view.steps.filter(({ path }) => path === null || !gone(path)).map(placed);
    return {
      ...view,
      steps,
      // Of how many it is, as the core counts them.
      type_first: view.type_first === null || drop.length === 0 ? view.type_first : String(steps.length),
      arguments: view.arguments.filter(({ path }) => !gone(path)).map(typed),
      digest: `digest of ${JSON.stringify([id, set, drop])}`,
    };
  }

  readonly handlers: Handlers = {
    confirmation_list: () => ({ confirmations: this.cards.filter(({ state }) => state === "pending") }),
    confirmation_show: ({ id }) => {
      this.find(id);
      this.emit({ event: "confirmation_shown", id });
      return {};
    },
    confirmation_look: ({ id, edits }) => this.look(id, edits),
    confirmation_resolve: ({ id, approve, digest, edits, typed: word, note }) => {
      const now = this.look(id, edits);
      if (now.card.state !== "pending") return now.card;
      if (approve && now.digest !== digest)
        throw commandError("stale", "this is not what was shown last: look at it again");
      const typed = now.arguments.filter(({ must_type }) => must_type).map(({ label }) => label);
      if (approve && typed.length > 0)
        throw commandError("failed", `type ${typed.join(" and ")} yourself before you approve`);
      if (approve && now.type_first !== null && word.trim().toLowerCase() !== now.type_first.toLowerCase())
        throw commandError("failed", `type ${now.type_first} before you approve`);
      return this.become(
        id,
        approve
          ? { state: "executed", change_set: "c-1", note: note || null }
          : { state: "declined", note: note || null },
      );
    },
    confirmation_hide: () => ({}),
    change_set_undo: ({ change_set }) => ({ summary: `took back ${change_set}`, kept: [] }),
  };
}
