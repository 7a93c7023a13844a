import type { ConfirmationEdits, ConfirmationView, ShownArgument, ShownStep } from "@/ipc/bindings";

/** What a person has done to a confirmation and not answered yet. */
export type Draft = {
  /** What is typed for arguments, by path, as text. */
  texts: Readonly<Record<string, string>>;
  /** Paths of steps that are left out. */
  drop: readonly string[];
  /** What is typed to approve what takes something away. */
  word: string;
  /** To the model. */
  note: string;
};

export const NO_DRAFT: Draft = { texts: {}, drop: [], word: "", note: "" };

/** What is typed for an argument in its type; undefined when it is no such value. */
export function typedValue(argument: ShownArgument, text: string): unknown {
  if (typeof argument.value === "number") {
    const plain = text.replaceAll(/[\s,]/g, "");
    const value = Number(plain);
    return plain === "" || !Number.isFinite(value) ? undefined : value;
  }
  if (typeof argument.value === "boolean")
    return text === "true" ? true : text === "false" ? false : undefined;
  // An empty text clears; what has to be typed is not there before something is.
  return text === "" && argument.must_type ? undefined : text;
}

/** The value of an argument as text to edit. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : String(value);
}

/** What the core is asked about: the arguments as they were first, with what the person made of them. */
export function editsOf(first: ConfirmationView, draft: Draft): ConfirmationEdits {
  const set: Record<string, unknown> = {};
  for (const argument of first.arguments) {
    const text = draft.texts[argument.path];
    if (text === undefined || isDropped(argument.path, draft.drop)) continue;
    const value = typedValue(argument, text);
    // What has to be typed counts as typed although it is the same; an edit that changes nothing is none.
    if (value !== undefined && (argument.must_type || value !== argument.value)) set[argument.path] = value;
  }
  return { set, drop: draft.drop.toSorted() };
}

/** Whether something typed cannot be sent: it is no value of its kind, or nothing. */
export function isUnreadable(argument: ShownArgument, text: string | undefined): boolean {
  return text !== undefined && typedValue(argument, text) === undefined;
}

export function isDropped(path: string, drop: readonly string[]): boolean {
  return drop.some((gone) => path === gone || path.startsWith(`${gone}/`));
}

/** Where an argument stands once others before it are left out; undefined when it is left out itself. */
export function movedPath(path: string, drop: readonly string[]): string | undefined {
  if (isDropped(path, drop)) return undefined;
  let moved = path;
  // From the last one on, as the core takes them out.
  const places = drop.map(placeIn).toSorted((a, b) => b.at - a.at);
  for (const { list, at } of places) {
    if (Number.isNaN(at) || !moved.startsWith(`${list}/`)) continue;
    const [own = "", ...rest] = moved.slice(list.length + 1).split("/");
    const place = /^\d+$/.test(own) ? Number(own) : Number.NaN;
    if (place > at) moved = [list, place - 1, ...rest].join("/");
  }
  return moved;
}

function placeIn(path: string) {
  const cut = path.lastIndexOf("/");
  const last = path.slice(cut + 1);
  return { list: path.slice(0, cut), at: /^\d+$/.test(last) ? Number(last) : Number.NaN };
}

export type StepLine = { path: string | null; sentence: string; kept: boolean };

/** The steps as they were first, each in the words of what would be done now, with those that are left out. */
export function stepLines(
  first: readonly ShownStep[],
  now: readonly ShownStep[],
  drop: readonly string[],
): StepLine[] {
  const left = [...now];
  const take = (path: string | null) => {
    const at = left.findIndex((step) => step.path === path);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const lines = first.map(({ path, sentence }): StepLine => {
    if (path === null) return { path, sentence: take(null)?.sentence ?? sentence, kept: true };
    const moved = movedPath(path, drop);
    if (moved === undefined) return { path, sentence, kept: false };
    // The last one that is left cannot be left out, so it may have come back without its path.
    return { path, sentence: (take(moved) ?? take(null))?.sentence ?? sentence, kept: true };
  });
  return [...lines, ...left.map(({ sentence }) => ({ path: null, sentence, kept: true }))];
}

/** Whether what has to be typed before it can be approved is, as the core compares it. */
export function isWordTyped({ type_first: word }: ConfirmationView, typed: string): boolean {
  return word === null || typed.trim().toLowerCase() === word.toLowerCase();
}

/** What has still to be typed, by its labels. */
export function toType(now: ConfirmationView): string[] {
  return now.arguments.filter(({ must_type }) => must_type).map(({ label }) => label);
}
