import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";

// What the parser asks its plugins for; others may have added to it.
type Extended = { micromarkExtensions?: unknown[]; fromMarkdownExtensions?: unknown[] };

function tables(this: { data: () => object }) {
  const data = this.data() as Extended;
  (data.micromarkExtensions ??= []).push(gfmTable());
  (data.fromMarkdownExtensions ??= []).push(gfmTableFromMarkdown());
}

/** Lets Markdown hold tables. Nothing else of what is usual beyond CommonMark: a bare address stays a text. */
export const withTables = [tables];
