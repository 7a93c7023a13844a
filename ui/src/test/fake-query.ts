import type {
  Completion,
  Entity,
  Hit,
  Kind,
  QueryIssue,
  SearchRequest,
  SearchResponse,
  Span,
} from "@/ipc/bindings";
import { localDay } from "@/lib/time";
import { kindDef, members, schemaAnswer } from "./schema";

// Enough of the query language for tests and for looking at screens. What the words mean is settled in the core.

type Parsed = { words: string[]; test: (entity: Entity) => boolean; issues: QueryIssue[] };

export function parse(text: string): Parsed {
  const words: string[] = [];
  const tests: ((entity: Entity) => boolean)[] = [];
  const issues: QueryIssue[] = [];
  let trash = false;
  let archive = false;
  for (const match of text.matchAll(/(?:[^\s"]|"[^"]*")+/g)) {
    const word = match[0];
    const [, minus, name, op = ":", value = ""] = /^(-?)([a-z_]+)(:|[<>]=?)(.*)$/.exec(word) ?? [];
    const span: [number, number] = [match.index, match.index + word.length];
    if (!name) {
      if (!word.startsWith("$")) words.push(word.toLowerCase().replace(/^#/, ""));
      continue;
    }
    const add = (test: (entity: Entity) => boolean) => tests.push(minus ? (entity) => !test(entity) : test);
    if (name === "kind") add((entity) => value.split(",").includes(entity.kind));
    else if (name === "is") {
      if (value === "trashed") trash = true;
      if (value === "archived") archive = true;
      if (value === "open") add(isOpen);
    } else if (name === "has") {
      add((entity) => (value === "overdue" ? isOverdue(entity) : entity.fields[value] !== undefined));
    } else if (DAYS.has(name)) {
      add((entity) => compareDay(entity.fields[name], op, value));
    } else if (name === "about") {
      // Ids of the double are made from the kind and the number of the reference.
      const [prefix, number] = value.split("-");
      const kind = schemaAnswer.schema.kinds.find((def) => def.prefix === prefix)?.kind;
      add((entity) => entity.fields["about"] === `${kind}-${number}`);
    } else if (name === "stage") {
      const known = schemaAnswer.schema.kinds.flatMap((def) => def.stages.map(({ key }) => key));
      if (known.includes(value)) add((entity) => entity.fields["stage"] === value);
      else {
        const message = `“${value}” is no stage: use qualification, proposal, negotiation, won or lost`;
        issues.push({ span, message, suggestions: ["stage:proposal", "stage:won"] });
      }
    } else if (name === "owner") {
      const owner =
        value === "me"
          ? schemaAnswer.me
          : members.find((m) => m.name.toLowerCase().startsWith(value.replaceAll('"', "").toLowerCase()))?.id;
      add((entity) => entity.fields["owner"] === owner);
    } else if (name === "tag") add((entity) => [entity.fields["tags"]].flat().includes(value));
    else if (name === "company")
      add((entity) => String(entity.fields["company"]).toLowerCase().includes(value));
    else
      issues.push({
        span,
        message: `“${name}” is no filter: use stage, owner, tag or company`,
        suggestions: ["stage:", "owner:"],
      });
  }
  const test = (entity: Entity) =>
    (entity.deleted_at !== null) === trash &&
    (archive ? entity.archived_at !== null : trash || entity.archived_at === null) &&
    tests.every((each) => each(entity));
  return { words, test, issues };
}

const DAYS = new Set(["due", "close_date", "due_at", "first_response_due"]);
const DEADLINES: Partial<Record<Kind, string>> = { deal: "close_date", task: "due" };

function isOpen({ kind, fields }: Entity): boolean {
  return kindDef(kind).stages.find(({ key }) => key === fields["stage"])?.class === "open";
}

function isOverdue(entity: Entity): boolean {
  if (!isOpen(entity)) return false;
  const { kind, fields } = entity;
  if (kind === "ticket") {
    const first = fields["first_responded_at"] ? undefined : fields["first_response_due"];
    return [first, fields["due_at"]].some((due) => typeof due === "string" && Date.parse(due) < Date.now());
  }
  const due = fields[DEADLINES[kind] ?? ""];
  return typeof due === "string" && due < localDay(Date.now());
}

/** A written day, compared with that of a stored value. */
function compareDay(stored: unknown, op: string, wanted: string): boolean {
  if (typeof stored !== "string") return false;
  const day = stored.length > 10 ? localDay(Date.parse(stored)) : stored;
  return (
    (op === ":" && day === wanted) ||
    (op.startsWith("<") && day < wanted) ||
    (op.startsWith(">") && day > wanted) ||
    (op.endsWith("=") && day === wanted)
  );
}

export function complete(text: string, caret: number, kind: Kind | null): Completion[] {
  const start = text.slice(0, caret).search(/\S*$/);
  const word = text.slice(start, caret);
  const span: [number, number] = [start, caret];
  const defs = kind ? [kindDef(kind)] : schemaAnswer.schema.kinds;
  const [name, value] = word.includes(":") ? (word.split(":") as [string, string]) : [word, undefined];
  const offer = (label: string, insert: string, detail: string): Completion => ({
    label,
    insert,
    detail,
    span,
  });
  if (value === undefined) {
    if (word.length < 2) return [];
    return ["stage", "owner", "kind", "tag", "has", "is"]
      .filter((each) => each.startsWith(name))
      .map((each) => offer(`${each}:`, `${each}:`, "Filter"));
  }
  const values: Record<string, [string, string][]> = {
    stage: defs.flatMap((def) =>
      def.stages.map((stage): [string, string] => [
        stage.key,
        `${def.pipeline} of ${def.plural.toLowerCase()}`,
      ]),
    ),
    owner: [
      ["me", "You"],
      ...members.map((member): [string, string] => [
        member.name.split(" ")[0]?.toLowerCase() ?? "",
        member.name,
      ]),
    ],
    kind: schemaAnswer.schema.kinds.map((def): [string, string] => [def.kind, def.plural]),
    tag: schemaAnswer.tags.map((tag): [string, string] => [tag, "Tag"]),
    has: [["overdue", "Open and past its date"]],
    is: [
      ["open", "At work"],
      ["archived", "In the archive"],
      ["trashed", "In the trash"],
    ],
  };
  return (values[name] ?? [])
    .filter(([key]) => key.startsWith(value))
    .slice(0, 8)
    .map(([key, detail]) => offer(key, `${name}:${key} `, detail));
}

/** Words as prefixes in the text; with the vector leg also entities of a near topic. */
export function find(entities: Entity[], request: SearchRequest): SearchResponse {
  const { words, test, issues } = parse(request.text);
  const live = entities.filter(test);
  const hits: Hit[] = [];
  for (const entity of live) {
    const exact = words.length === 1 && entity.reference.toLowerCase() === words[0];
    const all = `${entity.title} ${Object.values(entity.fields).flat().join(" ")}`.toLowerCase();
    if (exact) hits.push(hit(entity, "exact", words, request.explain));
    else if (words.every((word) => all.includes(word)))
      hits.push(hit(entity, "text", words, request.explain));
    else if (request.legs.includes("vector") && words.some((word) => near(word, all)))
      hits.push(hit(entity, "vector", [], request.explain));
  }
  hits.sort(
    (a, b) =>
      Number(b.leg === "exact") - Number(a.leg === "exact") ||
      Number(a.leg === "vector") - Number(b.leg === "vector"),
  );
  return {
    seq: request.seq,
    hits: hits.slice(0, request.limit),
    exact: hits.filter(({ leg }) => leg === "exact").length,
    issues,
    legs: ["exact", ...request.legs],
    micros: 2140,
  };
}

const NEAR: Record<string, string> = {
  billing: "invoice",
  payment: "invoice",
  login: "sign in",
  customer: "account",
};

function near(word: string, text: string): boolean {
  const other = NEAR[word];
  return other !== undefined && text.includes(other);
}

function hit(entity: Entity, leg: Hit["leg"], words: string[], explain: boolean): Hit {
  const def = kindDef(entity.kind);
  const body = String(entity.fields["body"] ?? entity.fields["description"] ?? entity.fields["about"] ?? "");
  const inBody = marks(body, words);
  const titleMarks = marks(entity.title, words);
  return {
    id: entity.id,
    kind: entity.kind,
    reference: entity.reference,
    title: entity.title,
    title_marks: titleMarks,
    context: def.context.flatMap((key) => contextText(entity, key)),
    snippet:
      titleMarks.length === 0 && inBody.length > 0
        ? { field: "Body", text: body.slice(0, 120), marks: inBody }
        : null,
    leg,
    owner: members.find(({ id }) => id === entity.fields["owner"])?.name ?? null,
    updated_at: entity.updated_at,
    archived: entity.archived_at !== null,
    trashed: entity.deleted_at !== null,
    score: leg === "exact" ? 10 : 1,
    why: explain
      ? {
          legs: [{ leg: leg === "exact" ? "text" : leg, rank: 1, score: 4.217 }],
          exact: leg === "exact" ? `reference ${entity.reference}` : null,
          words: words.map((word) => ({ word, matched: [word] })),
          frecency: 0.25,
        }
      : null,
  };
}

function contextText(entity: Entity, key: string): string[] {
  const value = entity.fields[key];
  if (value === undefined) return [];
  if (key === "stage") return [kindDef(entity.kind).stages.find((stage) => stage.key === value)?.label ?? ""];
  if (typeof value === "object" && !Array.isArray(value))
    return [`${value.currency} ${(value.minor / 100).toLocaleString("en")}`];
  return [String([value].flat()[0])];
}

function marks(text: string, words: string[]): Span[] {
  return words.flatMap((word) => {
    const at = text.toLowerCase().indexOf(word);
    return at < 0 ? [] : [[at, at + word.length] as Span];
  });
}
