import { Link, useLocation } from "@tanstack/react-router";
import { Send } from "lucide-react";
import { number } from "@/lib/count";
import { cx } from "@/lib/cx";
import { isUnsent, useOutbox } from "@/lib/emails";
import { keyText } from "@/lib/keys";
import { keysOf } from "../actions/catalogue";
import { SideCount } from "./side-count";
import { LABEL } from "./side-row";

/** The way to the outbox, there only while something in it has not reached anybody. */
export function OutboxLink({ className }: { className: string }) {
  const { pathname } = useLocation();
  const unsent = useOutbox().data?.emails.filter(isUnsent) ?? [];
  const failed = unsent.filter(({ state }) => state === "failed").length;
  const here = pathname === "/outbox";
  if (unsent.length === 0 && !here) return null;
  const words =
    failed > 0 ? `${number(failed)} not sent` : unsent.length > 0 ? `${number(unsent.length)} waiting` : "";
  return (
    <li>
      <Link
        to="/outbox"
        aria-current={here ? "page" : undefined}
        title={`Outbox (${keyText(keysOf("outbox.open") ?? "")})`}
        className={cx(className, "text-ink-2 no-underline", here && "bg-selected")}
      >
        <Send size={15} className="shrink-0 text-ink-3" aria-hidden />
        <span className={LABEL}>Outbox</span>
        {words && (
          <SideCount tone={failed > 0 ? "danger" : "quiet"} title={words}>
            <span className="sr-only">,</span> {words}
          </SideCount>
        )}
      </Link>
    </li>
  );
}
