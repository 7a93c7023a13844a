import { AiSign } from "@/components/assistant/ai-sign";
import { suggestionsFor, type InView } from "./suggestions";

type Props = { inView: InView; onChoose: (text: string) => void };

/** A conversation in which nothing was said yet: what can be asked, with three beginnings that fit the page. */
export function ChatStart({ inView, onChoose }: Props) {
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-end gap-3 overflow-y-auto px-3 py-4">
      <div className="flex flex-col gap-1">
        <AiSign size={18} className="mb-1" />
        <h3 className="text-lg font-semibold">Ask about your work</h3>
        <p className="text-ink-2">
          It reads what you may read. It changes nothing unless you say yes in the confirmation window.
        </p>
      </div>
      <ul aria-label="Suggestions" className="flex flex-col gap-1.5">
        {suggestionsFor(inView).map((text) => (
          <li key={text}>
            <button
              type="button"
              onClick={() => onChoose(text)}
              className="w-full rounded-md border border-line-2 bg-raised px-3 py-1.5 text-left hover:bg-hover"
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
