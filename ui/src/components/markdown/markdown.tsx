import type { CSSProperties, ReactNode } from "react";
import Parsed, { type Components, type Options } from "react-markdown";
import { cx } from "@/lib/cx";
import { safeAddress } from "./address";
import { LinkOut } from "./link-out";
import { withTables } from "./tables";

// What notes may be made of. Raw HTML is shown as the text that it is, and nothing is fetched from anywhere.
const COMPONENTS: Components = {
  a: ({ href, children }) => <Link href={href}>{children}</Link>,
  // A picture from elsewhere would tell its owner that the note was read.
  img: ({ src, alt }) => <Link href={typeof src === "string" ? src : ""}>Picture: {alt || "unnamed"}</Link>,
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
  // A single line break is one: notes are written by people who press Enter.
  p: ({ children }) => <p className="whitespace-pre-line">{children}</p>,
  ul: ({ children }) => <ul className="list-disc pl-5 whitespace-normal">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="list-decimal pl-5 whitespace-normal">
      {children}
    </ol>
  ),
  blockquote: ({ children }) => (
    <blockquote className="flex flex-col gap-2 border-l-2 border-line-2 pl-3 text-ink-2">
      {children}
    </blockquote>
  ),
  pre: ({ children }) => (
    <pre tabIndex={0} className="overflow-x-auto rounded bg-sunken p-2 text-sm">
      {children}
    </pre>
  ),
  code: ({ children }) => <code className="rounded-sm bg-sunken px-1 font-mono text-sm">{children}</code>,
  // A wide table is scrolled by itself, not with the page.
  table: ({ children }) => (
    <div tabIndex={0} role="group" aria-label="Table" className="overflow-x-auto whitespace-normal">
      <table className="border-collapse text-left tabular-nums">{children}</table>
    </div>
  ),
  th: ({ children, style }) => (
    <th className={cx("border border-line-2 bg-sunken px-2 py-1 font-semibold", alignment(style))}>
      {children}
    </th>
  ),
  td: ({ children, style }) => (
    <td className={cx("border border-line px-2 py-1 align-top", alignment(style))}>{children}</td>
  ),
  hr: () => <hr className="border-line" />,
};

// Where there is no going anywhere: a link is its words, and its address is there to be read.
const WITHOUT_LINKS: Components = {
  ...COMPONENTS,
  a: ({ href, children }) => <Words href={href}>{children}</Words>,
  img: ({ src, alt }) => <Words href={typeof src === "string" ? src : ""}>Picture: {alt || "unnamed"}</Words>,
};

type Props = {
  children: string;
  /** False where nothing but the text can be: links are words then. */
  links?: boolean;
  /** What marks places in the parsed text, and how the marks look. */
  marks?: { plugins: NonNullable<Options["rehypePlugins"]>; components: Components };
};

/** A text in Markdown, as React elements. */
export function Markdown({ children, links = true, marks }: Props) {
  const components = links ? COMPONENTS : WITHOUT_LINKS;
  return (
    <div className="selectable flex flex-col gap-2 break-words">
      <Parsed
        components={marks ? { ...components, ...marks.components } : components}
        remarkPlugins={withTables}
        rehypePlugins={marks?.plugins}
        urlTransform={safeAddress}
      >
        {children}
      </Parsed>
    </div>
  );
}

function Link({ href, children }: { href: string | undefined; children: ReactNode }) {
  return href ? <LinkOut address={href}>{children}</LinkOut> : <span>{children}</span>;
}

function Words({ href, children }: { href: string | undefined; children: ReactNode }) {
  return (
    <span title={href || undefined} className="underline decoration-line-2 underline-offset-2">
      {children}
    </span>
  );
}

/** Bold, not a heading: those of the page say where one is in it. */
function Heading({ children }: { children?: ReactNode }) {
  return <p className="font-semibold">{children}</p>;
}

/** Which side a column stands on, as a class: the window's policy allows no styles of a text's own. */
function alignment(style: CSSProperties | undefined): string | undefined {
  switch (style?.textAlign) {
    case "right":
      return "text-right";
    case "center":
      return "text-center";
    default:
      return undefined;
  }
}
