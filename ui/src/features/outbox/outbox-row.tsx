import { EmailActs } from "@/components/email/email-acts";
import { EmailStateWords } from "@/components/email/email-state";
import { KindIcon } from "@/components/entity/kind-icon";
import type { Email } from "@/ipc/bindings";
import { recipientNames } from "@/lib/emails";
import { kindOfReference } from "@/lib/navigation";
import { sentence } from "@/lib/sentence";
import { useWorkspace } from "@/lib/workspace";

type Props = {
  email: Email;
  /** Whether Tab comes to it; the other rows are reached by J and K. */
  reachable: boolean;
  onOpen: () => void;
};

/** An email in the outbox: to whom, what, about what, and where it is. */
export function OutboxRow({ email, reachable, onOpen }: Props) {
  const { kinds } = useWorkspace();
  const kind = kindOfReference(kinds, email.on.reference);
  return (
    <li className="rounded hover:bg-hover has-[[data-outbox-row]:focus-visible]:bg-selected">
      <div className="flex min-h-[var(--row)] flex-wrap items-center gap-x-3 pr-2 @3xl:flex-nowrap">
        <button
          type="button"
          data-outbox-row
          tabIndex={reachable ? 0 : -1}
          onClick={onOpen}
          className="row-height ring-inset-focus flex min-w-0 flex-1 basis-full items-center gap-3 @3xl:basis-0 rounded px-2 text-left"
        >
          <EmailStateWords email={email} className="@3xl:w-36" />
          <span className="max-w-28 shrink-0 truncate text-ink-2 @3xl:w-44 @3xl:max-w-none">
            {recipientNames([...email.to, ...email.cc])}
          </span>
          <span className="min-w-0 flex-1 truncate">{email.subject || "No subject"}</span>
          <span className="hidden w-52 min-w-0 shrink-0 items-center gap-1.5 text-sm text-ink-3 @3xl:inline-flex">
            {kind && <KindIcon kind={kind} size={13} />}
            <span className="min-w-0 flex-1 truncate">{email.on.title}</span>
            <span className="shrink-0 tabular-nums">{email.on.reference}</span>
          </span>
        </button>
        {/* As wide as its widest, so that what is beside it stands in columns. */}
        <span className="ml-auto flex shrink-0 justify-end @3xl:w-[172px]">
          <EmailActs email={email} />
        </span>
      </div>
      {email.problem && (
        <p className="selectable max-w-[90ch] py-1 pl-2 @3xl:pt-0 @3xl:pb-2 @3xl:pl-[164px] text-sm text-ink-2">
          {sentence(email.problem)}
        </p>
      )}
    </li>
  );
}
