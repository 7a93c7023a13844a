import { useMemo } from "react";
import type { Departure } from "@/ipc/bindings";
import { PlainText } from "@/components/plain-text/plain-text";
import { bytes, number } from "@/lib/count";
import { Fold } from "./fold";
import { Payload } from "./payload";
import { atMasks, departureWords, hostsOf } from "./what-leaves-words";

type Props = {
  departures: readonly Departure[];
  /** Whether it left, or would. */
  left: boolean;
  /** Whether it is open at first. */
  opened?: boolean;
};

/** What leaves this machine, or left it: in a line, opened to every part, every mask and the exact body. */
export function Departures({ departures, left, opened = false }: Props) {
  if (departures.length === 0) return null;
  return (
    <Fold
      opened={opened}
      title={
        <span className="min-w-0 flex-1 break-words tabular-nums">
          {left ? "Went" : "Goes"} to <span className="font-medium text-ink-2">{hostsOf(departures)}</span>:{" "}
          {departureWords(departures)}
        </span>
      }
    >
      {() => (
        <div className="flex flex-col gap-4 py-2">
          {departures.map((departure, index) => (
            <OneDeparture
              key={index}
              departure={departure}
              title={departures.length > 1 ? `Request ${index + 1} of ${departures.length}` : undefined}
            />
          ))}
        </div>
      )}
    </Fold>
  );
}

function OneDeparture({ departure, title }: { departure: Departure; title: string | undefined }) {
  const masks = Object.entries(departure.masks);
  const placeholders = useMemo(() => Object.keys(departure.masks), [departure.masks]);
  return (
    <section
      aria-label={title ?? "The request"}
      className="flex flex-col gap-2 border-l-2 border-line-2 pl-3"
    >
      <p className="text-sm text-ink-3">
        {title && <span className="font-medium text-ink-2">{title} · </span>}
        <span className="selectable">
          {departure.host}, model {departure.model}, about {number(departure.tokens)} tokens
        </span>
        {departure.audit !== null && <> · row {number(departure.audit)} of the audit log</>}
      </p>
      <ul className="flex flex-col">
        {departure.parts.map((part, index) => (
          <li key={index}>
            <Fold
              title={
                <span className="flex min-w-0 flex-1 items-baseline gap-2">
                  <span className="min-w-0 flex-1 truncate text-ink-2">{part.from}</span>
                  <span className="shrink-0 tabular-nums">{bytes(new Blob([part.text]).size)}</span>
                </span>
              }
            >
              {() => (
                <p
                  tabIndex={0}
                  aria-label={`What leaves of: ${part.from}`}
                  className="selectable mb-1 max-h-72 overflow-auto rounded border border-line bg-sunken p-2 font-mono text-sm break-words whitespace-pre-wrap"
                >
                  {atMasks(part.text, placeholders).map((piece, at) =>
                    piece.masked ? (
                      <mark
                        key={at}
                        title={`Stands for ${departure.masks[piece.text] ?? ""}, which stays here`}
                      >
                        {piece.text}
                      </mark>
                    ) : (
                      <PlainText key={at} text={piece.text} />
                    ),
                  )}
                </p>
              )}
            </Fold>
          </li>
        ))}
      </ul>
      {masks.length > 0 && (
        <div className="flex flex-col gap-1 text-sm">
          <p className="text-ink-3">Masked: only the placeholders leave, what they stand for stays here.</p>
          <dl className="selectable grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
            {masks.map(([placeholder, original]) => (
              <div key={placeholder} className="contents">
                <dt className="font-mono">
                  <mark>{placeholder}</mark>
                </dt>
                <dd className="break-words text-ink-2">{original}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      <Fold title="The exact body of the request">
        {() => <Payload label="Body of the request" text={departure.body} />}
      </Fold>
    </section>
  );
}
