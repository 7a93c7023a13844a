import { CircleCheckBig, Handshake, IdCard, LifeBuoy, UserRound, type LucideIcon } from "lucide-react";
import type { Kind } from "@/ipc/bindings";
import { cx } from "@/lib/cx";

const ICONS: Record<Kind, LucideIcon> = {
  contact: UserRound,
  deal: Handshake,
  ticket: LifeBuoy,
  candidate: IdCard,
  task: CircleCheckBig,
};

// The only place where a kind's hue is used.
const HUES: Record<Kind, string> = {
  contact: "text-contact",
  deal: "text-deal",
  ticket: "text-ticket",
  candidate: "text-candidate",
  task: "text-task",
};

type Props = { kind: Kind; size?: number; label?: string; className?: string };

/** The sign of a kind; with a label where no word beside it says the kind. */
export function KindIcon({ kind, size = 15, label, className }: Props) {
  const Icon = ICONS[kind];
  return (
    <Icon
      size={size}
      className={cx("shrink-0", HUES[kind], className)}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    />
  );
}
