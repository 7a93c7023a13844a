import { ChevronLeft, ChevronRight, RefreshCw, ScrollText } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { Empty, Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { AuditLine } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { number } from "@/lib/count";
import { useAi } from "@/components/assistant/ai-availability";
import { AiSwitch } from "../ai/ai-switch";
import { Group, useMayConfigure } from "../settings-parts";
import { AuditRow } from "./audit-row";
import { ACTIONS } from "./audit-words";
import { ChainCheck } from "./chain-check";

const PAGE = 100;
const ANY = "";

/** Everything that AI asked, was answered and did, newest first. */
export function AuditSection() {
  // Where each page begins that one went through, the newest first.
  const [begins, setBegins] = useState<readonly (number | null)[]>([null]);
  const { state } = useAi();
  const mayConfigure = useMayConfigure();
  const [action, setAction] = useState(ANY);
  const [host, setHost] = useState(ANY);
  const before = begins.at(-1) ?? null;
  const page = useCommand("audit_page", { before, limit: PAGE }, { keepPrevious: true });
  const { data, error, isFetching, refetch } = page;

  // Rows come without an event of their own, so what was read some time ago is read again.
  const again = useRef(refetch);
  useEffect(() => void again.current(), []);

  const rows = data?.rows ?? [];
  const hosts = [...new Set(rows.flatMap((row) => row.host ?? []))].toSorted();
  const shown = rows.filter(
    (row) => (action === ANY || row.action === action) && (host === ANY || row.host === host),
  );
  const last = rows.at(-1);
  const older = last !== undefined && last.seq > 1;
  const newest = begins.length === 1;

  return (
    <Group
      title="Audit log"
      about="Every request to the provider, written down before it leaves, and every tool, question and answer. Nobody can change a row; a person’s content can be erased from it, and the row stays."
    >
      {state?.provider && <AiSwitch state={state} mayConfigure={mayConfigure} />}
      {error && (
        <Notice
          tone="danger"
          title="The log cannot be read"
          actions={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {error.message}
        </Notice>
      )}
      {data && rows.length === 0 && newest ? (
        <div className="py-8">
          <Empty icon={<ScrollText size={24} />} title="Nothing is in the log yet">
            What AI asks, is answered and does is written here once it is set up: when, who, to which host,
            and what exactly was sent.
          </Empty>
        </div>
      ) : (
        <>
          <ChainCheck />
          <div className="flex flex-wrap items-center gap-2">
            <div className="w-52">
              <Select
                label="What"
                value={action}
                options={[
                  { value: ANY, label: "Everything" },
                  ...Object.entries(ACTIONS).map(([value, label]) => ({ value, label })),
                ]}
                onChange={setAction}
              />
            </div>
            <div className="w-52">
              <Select
                label="Host"
                value={host}
                options={[
                  { value: ANY, label: "Any host" },
                  ...[...new Set([...hosts, ...(host === ANY ? [] : [host])])].map((value) => ({
                    value,
                    label: value,
                  })),
                ]}
                onChange={setHost}
              />
            </div>
            <span className="flex-1" />
            <IconButton label="Read again" disabled={isFetching} onClick={() => void refetch()}>
              <RefreshCw size={14} />
            </IconButton>
            <IconButton label="Newer rows" disabled={newest} onClick={() => setBegins(begins.slice(0, -1))}>
              <ChevronLeft size={16} />
            </IconButton>
            <span aria-live="polite" className="min-w-24 text-center text-sm text-ink-2 tabular-nums">
              {range(rows)}
            </span>
            <IconButton
              label="Older rows"
              disabled={!older}
              onClick={() => last && setBegins([...begins, last.seq])}
            >
              <ChevronRight size={16} />
            </IconButton>
          </div>
          {data ? (
            <ol aria-label="Rows of the log" aria-busy={isFetching} className="divide-y rounded-md border">
              {shown.map((line) => (
                <AuditRow key={line.seq} line={line} />
              ))}
              {shown.length === 0 && (
                <li className="px-3 py-6 text-center text-ink-2">
                  None of these {number(rows.length)} rows is such a row.
                  {older && " Older ones may be."}
                </li>
              )}
            </ol>
          ) : (
            !error && <div aria-busy className="h-[480px]" />
          )}
        </>
      )}
    </Group>
  );
}

function range(rows: readonly AuditLine[]): string {
  const [first] = rows;
  const last = rows.at(-1);
  return first && last ? `${number(last.seq)} to ${number(first.seq)}` : "";
}
