import { ChevronLeft, ChevronRight } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import type { Branch } from "./thread";

type Props = { branch: Branch; what: string; onShow: (id: string) => void };

/** Goes between the alternatives at a place in the conversation; nothing where there is only one. */
export function BranchArrows({ branch: { all, at }, what, onShow }: Props) {
  if (all.length < 2) return null;
  const [before, after] = [all[at - 1], all[at + 1]];
  return (
    <span
      className="flex items-center text-sm text-ink-3 tabular-nums"
      role="group"
      aria-label={`Versions of ${what}`}
    >
      <IconButton
        small
        label={`Earlier version of ${what}`}
        disabled={!before}
        onClick={() => before && onShow(before)}
      >
        <ChevronLeft size={13} />
      </IconButton>
      {at + 1} of {all.length}
      <IconButton
        small
        label={`Later version of ${what}`}
        disabled={!after}
        onClick={() => after && onShow(after)}
      >
        <ChevronRight size={13} />
      </IconButton>
    </span>
  );
}
