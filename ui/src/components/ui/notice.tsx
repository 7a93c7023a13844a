import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { sentence } from "@/lib/sentence";
import { cx } from "@/lib/cx";

type Tone = "info" | "warn" | "danger";

const TONES = {
  info: { Icon: Info, look: "border-line-2 bg-sunken", sign: "text-ink-3" },
  warn: { Icon: TriangleAlert, look: "border-line-2 bg-warn-wash", sign: "text-warn" },
  danger: { Icon: CircleAlert, look: "border-line-2 bg-danger-wash", sign: "text-danger" },
} as const;

type Props = { tone?: Tone; title?: string; children?: ReactNode; actions?: ReactNode; className?: string };

/** A message in the page: what happened, to what, what to do. */
export function Notice({ tone = "info", title, children, actions, className }: Props) {
  const { Icon, look, sign } = TONES[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={cx("flex items-start gap-2.5 rounded-md border px-3 py-2", look, className)}
    >
      <Icon size={15} className={cx("mt-0.5 shrink-0", sign)} aria-hidden />
      <div className="selectable min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && (
          <div className="text-ink-2">{typeof children === "string" ? sentence(children) : children}</div>
        )}
      </div>
      {actions && <div className="flex shrink-0 gap-1.5">{actions}</div>}
    </div>
  );
}

type EmptyProps = { icon?: ReactNode; title: string; children?: ReactNode; actions?: ReactNode };

/** Nothing here yet: what belongs here and the first step. */
export function Empty({ icon, title, children, actions }: EmptyProps) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 p-8 text-center">
      {icon && <div className="mb-1 text-ink-3">{icon}</div>}
      <h2 className="text-lg font-semibold">{title}</h2>
      {children && (
        <div className="max-w-[52ch] text-ink-2">
          {typeof children === "string" ? sentence(children) : children}
        </div>
      )}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
