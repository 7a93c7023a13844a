import { Button } from "@/components/ui/button";
import { useCommand } from "@/ipc/use-command";
import { statusNote } from "./palette-footer";
import type { PaletteHost } from "./host";
import type { QueryText } from "./use-query-text";

type Props = { text: QueryText; host: PaletteHost };

/** Nothing was found: why that may be, and what to try. */
export function NoResults({ text, host }: Props) {
  const { data } = useCommand("search_status", {});
  const note = data && statusNote(data.status);
  const { chips, text: typed } = text.query;
  if (text.whole.trim() === "") {
    return (
      <div className="p-8 text-center text-ink-3">
        What you open shows here. Type a name, an email, a phone number, a reference or what it was about.
      </div>
    );
  }
  return (
    <div className="flex flex-col items-center gap-3 p-8 text-center">
      <p>
        Nothing matches <span className="font-medium">{text.whole.trim()}</span>.
      </p>
      {note && <p className="text-sm text-ink-3">{note}</p>}
      <div className="flex flex-wrap justify-center gap-2">
        {chips.map((chip, index) => (
          <Button key={chip} onClick={() => text.removeChip(index)}>
            Without {chip}
          </Button>
        ))}
        {!text.whole.includes("is:archived") && typed.trim() !== "" && (
          <Button onClick={() => text.set(`is:archived ${text.whole.trim()}`)}>In the archive</Button>
        )}
        {!text.whole.includes("is:trashed") && typed.trim() !== "" && (
          <Button onClick={() => text.set(`is:trashed ${text.whole.trim()}`)}>In the trash</Button>
        )}
        <Button onClick={() => host.run("create.contact")}>Create a contact</Button>
      </div>
    </div>
  );
}
