import type { Event, SearchStatus } from "@/ipc/bindings";
import type { CommandName } from "@/ipc/call";
import type { Handlers } from "./fake-handlers";
import { complete, find } from "./fake-query";
import type { FakeRecords } from "./fake-records";

type SearchCommand = Extract<
  CommandName,
  "search" | `search_${string}` | "query_complete" | "embedding_pause"
>;

/** The search of a workspace in memory, and how far its index is. */
export class FakeSearching {
  private readonly records: FakeRecords;
  private readonly emit: (event: Event) => void;
  status: SearchStatus = { text: { state: "ready" }, vectors: { state: "ready", total: 14 } };

  constructor(records: FakeRecords, emit: (event: Event) => void) {
    this.records = records;
    this.emit = emit;
  }

  readonly handlers: Handlers<SearchCommand> = {
    search: (request) => find(this.records.entities, request),
    search_picked: () => ({}),
    search_status: () => ({ status: this.status }),
    query_complete: ({ text, caret, kind }) => ({ completions: complete(text, caret, kind) }),
    embedding_pause: ({ paused }) => {
      if (this.status.vectors.state === "embedding")
        this.status = { ...this.status, vectors: { ...this.status.vectors, paused } };
      this.emit({ event: "search_status_changed", status: this.status });
      return { status: this.status };
    },
  };
}
