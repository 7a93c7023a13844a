import type { Event } from "./bindings";
import type { CommandName } from "./call";

/** What came of files held over or dropped on the window; where, in CSS pixels, if they are over it. */
export type FileDrop = { over: boolean; paths: string[]; at?: { x: number; y: number } };

/** The way to the core: Tauri in the application, a fake in tests and while developing. */
export interface Transport {
  rpc(name: CommandName, input: unknown): Promise<unknown>;
  /** Hears every event from now on; the answer stops it. */
  subscribe(listener: (event: Event) => void): () => void;
  /** Hears of files over the window; the answer stops it. */
  watchFileDrops(listener: (drop: FileDrop) => void): () => void;
}

let current: Transport | undefined;

export function setTransport(transport: Transport) {
  current = transport;
}

export function transport(): Transport {
  if (!current) throw new Error("no transport: call setTransport before the first command");
  return current;
}
