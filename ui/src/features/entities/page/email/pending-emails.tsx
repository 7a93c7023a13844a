import { runAction } from "@/app/actions/registry";
import { EmailActs } from "@/components/email/email-acts";
import { EmailStateWords } from "@/components/email/email-state";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Email, Entity } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { cx } from "@/lib/cx";
import { isUnsent, recipientNames } from "@/lib/emails";
import { sentence } from "@/lib/sentence";
import { useStore } from "@/lib/store";
import { useNow } from "@/lib/use-now";
import { takeBack, takenBack } from "./take-back";

/** How long an email that was taken back stays in sight. */
const DAY = 24 * 3_600_000;

/** The emails of an entity that are not on its timeline yet: waiting, being sent, failed or taken back. */
export function PendingEmails({ entity }: { entity: Entity }) {
  const now = useNow();
  const inComposer = useStore(takenBack);
  const { data, error } = useCommand("email_list", { entity: entity.id });
  if (error)
    return (
      <Notice tone="danger" title="The emails on their way cannot be read">
        {error.message}
      </Notice>
    );
  const shown = (data?.emails ?? []).filter(
    (email) =>
      isUnsent(email) || (email.state === "cancelled" && now - email.at < DAY && !inComposer.has(email.id)),
  );
  if (shown.length === 0) return null;
  return (
    <ul aria-label="Emails on their way" className="flex flex-col gap-2">
      {shown.map((email) => (
        <Pending key={email.id} email={email} writable={entity.deleted_at === null} />
      ))}
    </ul>
  );
}

/** Back into its composer, which gets the focus. */
function writeAgain(email: Email) {
  takeBack(email);
  if (email.reply) setTimeout(() => runAction("entity.reply"), 0);
}

function Pending({ email, writable }: { email: Email; writable: boolean }) {
  const failed = email.state === "failed";
  return (
    <li
      className={cx(
        "rounded-md border px-3 py-2",
        failed ? "border-danger bg-danger-wash" : "border-dashed border-line-2 bg-raised",
      )}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <EmailStateWords email={email} />
        <p className="min-w-40 flex-1 truncate">
          <span className="text-ink-3">
            {email.reply ? "Reply to " : "To "}
            {recipientNames([...email.to, ...email.cc])}:{" "}
          </span>
          <span className="font-medium">{email.subject || "No subject"}</span>
        </p>
        {writable && email.state === "cancelled" && (
          <Button onClick={() => writeAgain(email)}>{email.reply ? "Write again" : "Go on writing"}</Button>
        )}
        {writable && <EmailActs email={email} onTakenBack={writeAgain} />}
      </div>
      {email.problem && (
        <p className={cx("selectable mt-1 max-w-[76ch] text-sm", failed ? "text-ink" : "text-ink-2")}>
          {sentence(email.problem)}
        </p>
      )}
    </li>
  );
}
