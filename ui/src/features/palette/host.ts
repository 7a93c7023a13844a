import type { ActionId } from "@/app/actions/catalogue";
import type { Binding } from "@/lib/keys";

/** A `>` command. */
export type PaletteCommand = {
  id: string;
  title: string;
  /** What it opens is called so by a person, beside what the title says of it. */
  name?: string;
  section: string;
  /** Other words that find it. */
  words: string;
  keys: Binding | undefined;
};

/** What the palette asks of the window it is in. */
export type PaletteHost = {
  kind: "window" | "launcher";
  close(): void;
  open(reference: string): void;
  /** Opens at the right of what is shown; absent where there is no such place. */
  openBeside?(reference: string): void;
  /** Opens an entity's page and runs an action there; absent where there are no pages. */
  runOn?(id: ActionId, reference: string): void;
  run(id: string): void;
  /** Hands a question to the assistant; absent where it cannot be used or there is no conversation. */
  ask?(text: string): void;
  commands: PaletteCommand[];
};
