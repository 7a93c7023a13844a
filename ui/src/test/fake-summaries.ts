import type {
  Commands,
  Departure,
  Entity,
  Event,
  Summary,
  SummarySentence,
  SummarySource,
  SummaryView,
} from "@/ipc/bindings";
import type { FakeConfirming } from "./fake-confirming";
import { commandError } from "./fake-error";
import type { Handlers } from "./fake-handlers";
import { NOW } from "./sample";

type SummaryCommand = Extract<keyof Commands, `summary_${string}`> | "answer_pin";

type Around = { find: (name: string) => Entity; emit: (event: Event) => void; confirming: FakeConfirming };

const NOTHING: SummaryView = { summary: null, running: null, failed: null };

/** A sentence that rests on something and still holds. */
export function summarySentence(text: string, part: Partial<SummarySentence> = {}): SummarySentence {
  return { part: null, text, sources: [], unsupported: [], stale: false, at: NOW, ...part };
}

export function summaryField(key: string, state: SummarySource["state"] = "same"): SummarySource {
  return { source: { what: "field", key }, state };
}

export function summaryOf(sentences: SummarySentence[], part: Partial<Summary> = {}): Summary {
  return {
    sentences,
    newer: [],
    left_out: 0,
    written: {
      at: NOW,
      host: "api.anthropic.com",
      model: "claude-sonnet-5",
      took: 2100,
      usage: { input: 900, output: 120, cost: 0.0012 },
      audit: 41,
    },
    ...part,
  };
}

/** The summaries of a workspace in memory: a test takes the steps of a writing itself. */
export class FakeSummaries {
  private readonly around: Around;
  private readonly views = new Map<string, SummaryView>();
  /** Milliseconds after which a writing ends by itself, where a test does not end it. */
  automatic: number | undefined;

  constructor(around: Around) {
    this.around = around;
  }

  private of(name: string): { id: string; view: SummaryView } {
    const { id } = this.around.find(name);
    return { id, view: this.views.get(id) ?? NOTHING };
  }

  /** Keeps a summary as if it had been written. */
  keep(name: string, summary: Summary | null, failed: string | null = null) {
    this.views.set(this.of(name).id, { summary, running: null, failed });
  }

  /** Says how far the writing is. */
  move(name: string, sentences: SummarySentence[], step = "writing") {
    const { id, view } = this.of(name);
    if (!view.running) throw new Error("no summary is being written");
    const running = { ...view.running, sentences, step };
    this.views.set(id, { ...view, running });
    this.around.emit({ event: "summary_moved", entity: id, running });
  }

  /** Ends the writing. */
  finish(name: string, summary: Summary | null, failed: string | null = null) {
    const { id } = this.of(name);
    this.keep(name, summary, failed);
    this.around.emit({ event: "summary_moved", entity: id, running: null });
  }

  private departure({ reference, title }: Entity): Departure {
    const parts = [
      { from: "Instructions", text: "Write three to six sentences. Name what each rests on." },
      { from: `${reference} ${title}`, text: `${reference}: ${title}` },
    ];
    return {
      host: "api.anthropic.com",
      model: "claude-sonnet-5",
      parts,
      body: JSON.stringify(parts),
      tokens: 900,
      masks: {},
      audit: null,
    };
  }

  readonly handlers: Handlers<SummaryCommand> = {
    summary_get: ({ entity }) => this.of(entity).view,
    summary_preview: ({ entity }) => this.departure(this.around.find(entity)),
    summary_write: ({ entity, sentences }) => {
      const { id, view } = this.of(entity);
      if (view.running) throw commandError("busy", "this summary is being written already");
      const running = { sentences: [], replaces: sentences, step: "waiting for api.anthropic.com" };
      this.views.set(id, { ...view, running, failed: null });
      if (this.automatic !== undefined) setTimeout(() => this.write(id), this.automatic);
      return this.of(id).view;
    },
    summary_stop: ({ entity }) => {
      const { id, view } = this.of(entity);
      this.finish(id, view.summary);
      return this.of(id).view;
    },
    summary_remove: ({ entity }) => {
      this.views.delete(this.of(entity).id);
      return NOTHING;
    },
    answer_pin: ({ message, entities }) => {
      const on = entities.map((id) => this.around.find(id).reference).join(" and ");
      return {
        card: this.around.confirming.ask({ id: `pin-${message}`, sentence: `add a note to ${on}` }),
        message: null,
      };
    },
  };

  /** Ends a writing as a model might. */
  private write(id: string) {
    if (!this.of(id).view.running) return;
    const { title } = this.around.find(id);
    this.finish(
      id,
      summaryOf([
        summarySentence(`${title} is under way.`, { sources: [summaryField("stage")] }),
        summarySentence("Somebody looks after it.", { sources: [summaryField("owner")] }),
        summarySentence("The next step is not agreed.", { sources: [summaryField("stage")] }),
      ]),
    );
  }
}
