import { X } from "lucide-react";
import { useId, useState, type KeyboardEvent, type RefObject } from "react";
import type { EmailRecipient } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { isAddress, recipientsIn, recipientText, sameAddress } from "@/lib/emails";
import { isComposing } from "@/lib/keys";
import type { KnownAddress } from "./known-addresses";

type Props = {
  label: string;
  value: readonly EmailRecipient[];
  onChange: (value: EmailRecipient[]) => void;
  known: readonly KnownAddress[];
  input?: RefObject<HTMLInputElement | null>;
};

/** Whom an email goes to, each in a box; the addresses that are near are offered as soon as one is here. */
export function RecipientInput({ label, value, onChange, known, input }: Props) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(-1);
  const [offering, setOffering] = useState(false);
  const list = useId();
  const wanted = typed.trim().toLowerCase();
  const offered = offering
    ? known
        .filter(
          (each) =>
            !value.some((other) => sameAddress(other, each)) &&
            `${recipientText(each)} ${each.of}`.toLowerCase().includes(wanted),
        )
        .slice(0, 8)
    : [];
  const wrong = value.filter(({ address }) => !isAddress(address));

  function add(recipients: EmailRecipient[]) {
    setTyped("");
    setAt(-1);
    const fresh = recipients
      .filter((each) => !value.some((other) => sameAddress(other, each)))
      // Typed without a name: whom we know by that address has one.
      .map((each) => {
        const match = known.find((other) => sameAddress(other, each));
        return { name: each.name ?? match?.name ?? null, address: each.address };
      });
    if (fresh.length > 0) onChange([...value, ...fresh]);
  }

  function change(text: string) {
    const recipients = /[,;\n]/u.test(text) ? recipientsIn(text) : [];
    // `Brandt, Dana <…>` is being typed: only what is an address ends at a comma.
    if (recipients.length > 0 && recipients.every(({ address }) => isAddress(address))) add(recipients);
    else {
      setTyped(text);
      setAt(-1);
      setOffering(true);
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event.nativeEvent)) return;
    if (event.key.startsWith("Arrow")) setOffering(true);
    const chosen = offered[at];
    if (event.key === "ArrowDown" && offered.length > 0) setAt((at + 1) % offered.length);
    else if (event.key === "ArrowUp" && offered.length > 0) setAt((at - 1 + offered.length) % offered.length);
    else if (event.key === "Backspace" && typed === "" && value.length > 0) onChange(value.slice(0, -1));
    // One layer back: the addresses first, then the composer.
    else if (event.key === "Escape" && offered.length > 0) setOffering(false);
    else if (event.key === "Enter" && !event.metaKey && !event.ctrlKey && (chosen || typed.trim() !== ""))
      add(chosen ? [chosen] : recipientsIn(typed));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="relative flex min-w-0 flex-1 flex-col">
      <div className="flex min-h-8 flex-wrap items-center gap-1 py-1">
        {value.map((each, index) => {
          const bad = !isAddress(each.address);
          return (
            <span
              key={`${each.address}${index}`}
              title={recipientText(each)}
              className={cx(
                "inline-flex h-6 max-w-full items-center gap-0.5 rounded-sm pl-1.5 text-sm",
                bad ? "bg-danger-wash text-danger" : "bg-sunken",
              )}
            >
              <span className="truncate">{each.name ?? each.address}</span>
              {each.name && <span className="ml-1 truncate text-ink-3">{each.address}</span>}
              <button
                type="button"
                aria-label={`Remove ${recipientText(each)}`}
                onClick={() => onChange(value.filter((_, place) => place !== index))}
                className="flex size-5 shrink-0 items-center justify-center text-ink-3 hover:text-ink"
              >
                <X size={11} />
              </button>
            </span>
          );
        })}
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={offered.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
          aria-invalid={wrong.length > 0 || undefined}
          aria-describedby={wrong.length > 0 ? `${list}-wrong` : undefined}
          autoComplete="off"
          spellCheck={false}
          inputMode="email"
          placeholder={value.length === 0 ? "Name or address" : ""}
          value={typed}
          onFocus={() => setOffering(true)}
          onChange={(event) => change(event.target.value)}
          onBlur={() => {
            setOffering(false);
            if (typed.trim() !== "") add(recipientsIn(typed));
          }}
          onKeyDown={onKeyDown}
          className="h-6 min-w-16 flex-1 bg-transparent outline-none"
        />
      </div>
      {wrong.length > 0 && (
        <p id={`${list}-wrong`} role="alert" className="pb-1 text-sm text-danger">
          “{wrong[0]?.address}” is no address: write name@company.com
        </p>
      )}
      <div
        id={list}
        role="listbox"
        aria-label="Addresses"
        hidden={offered.length === 0}
        className="absolute top-full left-0 z-20 w-full max-w-[440px] rounded-md border border-line-2 bg-raised p-1 shadow-float"
      >
        {offered.map((each, index) => (
          <div
            key={each.address}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseMove={() => setAt(index)}
            onMouseDown={(event) => {
              event.preventDefault();
              add([each]);
            }}
            className={cx(
              "flex h-7 items-center gap-2 rounded-sm px-2 whitespace-nowrap",
              index === at && "bg-hover",
            )}
          >
            {each.name && <span className="min-w-0 shrink-0 truncate">{each.name}</span>}
            <span className={cx("min-w-0 flex-1 truncate", each.name && "text-ink-3")}>{each.address}</span>
            <span className="shrink-0 text-sm text-ink-3">{each.of}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
