import type { Claim } from "@/ipc/bindings";

// The little of the syntax tree that is looked at.
type Point = { offset?: number | undefined };
type Node = {
  type: string;
  value?: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
  position?: { start: Point; end: Point } | undefined;
};

/** A stretch of a text and what it is. */
type Piece = { from: number; to: number; tag: "cite" | "mark"; name: string };

/**
 * Marks references and unsupported claims in a parsed answer: `cite` elements around the first, `mark` elements around
 * the second. Raw HTML never becomes an element, so nothing that a model writes can pass for either.
 */
export function markAnswer(prefixes: readonly string[], claims: readonly Claim[]) {
  const references = referencePattern(prefixes);
  return () => (tree: unknown) => walk(tree as Node, references, claims);
}

/**
 * Finds references such as `DEAL-7`, each with what stands before it: engines that the window still runs in cannot look
 * behind.
 */
export function referencePattern(prefixes: readonly string[]): RegExp {
  return new RegExp(
    `(^|[^\\p{L}\\p{N}_-])((?:${prefixes.join("|")})-[1-9]\\d{0,8})(?![\\p{L}\\p{N}_-])`,
    "gu",
  );
}

function walk(node: Node, references: RegExp, claims: readonly Claim[]) {
  if (!node.children) return;
  // A link says where it leads itself.
  if (node.tagName === "a") return;
  node.children = node.children.flatMap((child) => {
    if (child.type === "text" && child.value) return split(child, references, claims);
    walk(child, references, claims);
    return [child];
  });
}

function split(node: Node, references: RegExp, claims: readonly Claim[]): Node[] {
  const text = node.value ?? "";
  const pieces = disjoint([
    ...claims.flatMap((claim) => placesOf(claim, node, text)),
    ...[...text.matchAll(references)].map(({ index, 1: before = "", 2: name = "" }): Piece => {
      const from = index + before.length;
      return { from, to: from + name.length, tag: "cite", name };
    }),
  ]);
  if (pieces.length === 0) return [node];
  const out: Node[] = [];
  let done = 0;
  for (const { from, to, tag, name } of pieces) {
    if (from > done) out.push({ type: "text", value: text.slice(done, from) });
    out.push({
      type: "element",
      tagName: tag,
      properties: { title: name },
      children: [{ type: "text", value: text.slice(from, to) }],
    });
    done = to;
  }
  if (done < text.length) out.push({ type: "text", value: text.slice(done) });
  return out;
}

/** Where a claim stands in a piece of text: by its offsets, or by its words where the source was written otherwise. */
function placesOf(claim: Claim, node: Node, text: string): Piece[] {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined || claim.to <= start || claim.from >= end) return [];
  if (end - start === text.length) {
    const from = Math.max(0, claim.from - start);
    const to = Math.min(text.length, claim.to - start);
    return [{ from, to, tag: "mark", name: claim.text }];
  }
  const found = text.indexOf(claim.text);
  return found < 0 ? [] : [{ from: found, to: found + claim.text.length, tag: "mark", name: claim.text }];
}

/** In order; of two that overlap the one that begins first stays, of two that begin together the longer one. */
function disjoint(pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (piece.to > piece.from && piece.from >= (out.at(-1)?.to ?? 0)) out.push(piece);
  }
  return out;
}
