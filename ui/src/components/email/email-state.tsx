import { Ban, CircleAlert, CircleCheck, Clock } from "lucide-react";
import { When } from "@/components/entity/when";
import { Spinner } from "@/components/ui/spinner";
import type { Email } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { duration } from "@/lib/duration";
import { useMailSetup } from "@/lib/emails";
import { useSecondsLeft } from "@/lib/use-seconds-left";

type Props = { email: Email; className?: string };

/** Where an email is, by sign and word; one that waits counts down. */
export function EmailStateWords({ email, className }: Props) {
  return (
    <span className={cx("inline-flex shrink-0 items-center gap-1.5 text-sm tabular-nums", className)}>
      <Words email={email} />
    </span>
  );
}

function Words({ email }: { email: Email }) {
  switch (email.state) {
    case "waiting":
      return <Waiting email={email} />;
    case "sending":
      return (
        <>
          <Spinner size={13} />
          Being sent
        </>
      );
    case "sent":
      return (
        <>
          <CircleCheck size={13} className="text-good" aria-hidden />
          <span>
            Sent <When at={email.sent_at ?? email.at} />
          </span>
        </>
      );
    case "failed":
      return (
        <span className="inline-flex items-center gap-1.5 font-medium text-danger">
          <CircleAlert size={13} aria-hidden />
          {email.may_have_arrived ? "May have arrived" : "Not sent"}
        </span>
      );
    case "cancelled":
      return (
        <span className="inline-flex items-center gap-1.5 text-ink-3">
          <Ban size={13} aria-hidden />
          Taken back
        </span>
      );
  }
}

function Waiting({ email: { send_after, problem } }: { email: Email }) {
  const setup = useMailSetup();
  const left = useSecondsLeft(send_after);
  const time = left < 60 ? `${left} s` : duration(left * 1000);
  const stuck = setup && !setup.server;
  const words = stuck
    ? "Waits until sending is set up"
    : left === 0
      ? problem
        ? "Cannot leave yet"
        : "About to be sent"
      : problem
        ? `Next try in ${time}`
        : `Leaves in ${time}`;
  return (
    <>
      <Clock size={13} className={stuck || problem ? "text-warn" : "text-ink-3"} aria-hidden />
      {/* Read out once, not every second. */}
      <span aria-hidden>{words}</span>
      <span className="sr-only">
        {problem ? "Not sent yet; tried again by itself" : stuck ? words : "Waiting to be sent"}
      </span>
    </>
  );
}
