import { useState } from "react";
import type { ChatFile } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { createStore, useStore } from "@/lib/store";
import { sentence } from "@/lib/sentence";
import { newId } from "@/lib/uuid";

/** The most files of one message; the core refuses more. */
const MOST = 5;

/** A file that goes with a message, as it was read. */
export type EnclosedFile = ChatFile & { id: string; characters: number };

// Their text is in this window only, until it is sent: a file is at its place on the disk to be chosen again.
const enclosed = createStore<ReadonlyMap<string, readonly EnclosedFile[]>>(new Map());
const NONE: readonly EnclosedFile[] = [];

export function forgetFiles() {
  enclosed.set(new Map());
}

/** Lets go of those of a conversation that is no more. */
export function dropFiles(conversation: string) {
  const next = new Map(enclosed.get());
  next.delete(conversation);
  enclosed.set(next);
}

/** The files that go with the message being written in a conversation. */
export function useFiles(conversation: string | null) {
  const key = conversation ?? "";
  const files = useStore(enclosed).get(key) ?? NONE;
  const [reading, setReading] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const now = () => enclosed.get().get(key) ?? NONE;
  const put = (next: readonly EnclosedFile[]) => enclosed.set(new Map(enclosed.get()).set(key, next));

  async function add(paths: readonly string[]) {
    setProblem(undefined);
    const problems: string[] = [];
    for (const path of paths) {
      if (now().length >= MOST) {
        problems.push(`at most ${MOST} files go with a message`);
        break;
      }
      setReading(path.split(/[/\\]/u).pop() ?? path);
      try {
        // One after the other: each is read whole.
        // oxlint-disable-next-line no-await-in-loop
        const file = await call("chat_file_read", { path });
        put([...now(), { ...file, id: newId(), characters: file.text.length }]);
      } catch (failure) {
        problems.push(asFailure(failure).message);
      }
    }
    setReading(undefined);
    if (problems.length > 0) setProblem(problems.map(sentence).join(". "));
  }

  async function pick() {
    try {
      const { path } = await call("file_pick", { purpose: "attachment", suggested_name: null });
      if (path !== null) await add([path]);
    } catch (failure) {
      setProblem(asFailure(failure).message);
    }
  }

  return {
    files,
    /** The name of the one that is being read. */
    reading,
    /** Why one does not go along. */
    problem,
    add,
    pick,
    remove: (id: string) => put(now().filter((file) => file.id !== id)),
    clear() {
      setProblem(undefined);
      put(NONE);
    },
  };
}

/** As the core takes them. */
export function asSent(files: readonly ChatFile[]): ChatFile[] {
  return files.map(({ name, text, cut }) => ({ name, text, cut }));
}
