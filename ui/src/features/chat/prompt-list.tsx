import { cx } from "@/lib/cx";
import type { Prompt } from "./prompts";

type Props = {
  id: string;
  prompts: readonly Prompt[];
  at: number;
  onPoint: (at: number) => void;
  onPick: (prompt: Prompt) => void;
};

/** The beginnings that `/` offers, over the composer, which keeps the focus. */
export function PromptList({ id, prompts, at, onPoint, onPick }: Props) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Prompts"
      hidden={prompts.length === 0}
      className="absolute inset-x-0 bottom-full z-20 mb-1 max-h-[min(288px,45vh)] overflow-y-auto rounded-md border border-line-2 bg-raised p-1 shadow-float"
    >
      {prompts.map((prompt, index) => (
        <div
          key={prompt.id}
          id={promptOptionId(id, prompt)}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          ref={index === at ? intoView : undefined}
          onMouseMove={() => index !== at && onPoint(index)}
          onMouseDown={(event) => {
            // The composer keeps the focus.
            event.preventDefault();
            onPick(prompt);
          }}
          className={cx("flex flex-col rounded-sm px-2 py-1", index === at && "bg-hover")}
        >
          <span className="font-medium">{prompt.title}</span>
          <span className="truncate text-sm text-ink-3">{prompt.text}</span>
        </div>
      ))}
    </div>
  );
}

export function promptOptionId(list: string, { id }: Pick<Prompt, "id">): string {
  return `${list}-${id}`;
}

function intoView(option: HTMLElement | null) {
  option?.scrollIntoView?.({ block: "nearest" });
}
