import { PlainText } from "@/components/plain-text/plain-text";
import { formatMoney } from "@/lib/money";
import { isMoney } from "@/lib/values";

/** A value as the core gave it, in words where its form alone says them. */
export function ShownValue({ value }: { value: unknown }) {
  if (isNothing(value)) return <span className="text-ink-3">nothing</span>;
  if (typeof value === "string") return <PlainText text={value} />;
  if (typeof value === "number") return <span className="tabular-nums">{wholeNumber(value)}</span>;
  if (typeof value === "boolean") return <span>{value ? "Yes" : "No"}</span>;
  if (isMoney(value)) return <PlainText text={formatMoney(value)} className="tabular-nums" />;
  if (Array.isArray(value)) {
    return (
      <ul className="flex flex-col">
        {value.map((each, at) => (
          <li key={at}>
            <ShownValue value={each} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <dl className="grid grid-cols-[minmax(80px,max-content)_1fr] gap-x-3 gap-y-0.5">
      {Object.entries(value).map(([key, each]) => (
        <div key={key} className="contents">
          <dt className="text-ink-3">
            <PlainText text={key.replaceAll("_", " ")} />
          </dt>
          <dd className="min-w-0">
            <ShownValue value={each} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

// With every digit: what is approved is not rounded.
const digits = new Intl.NumberFormat("en", { maximumFractionDigits: 20 });

function wholeNumber(value: number): string {
  return digits.format(value);
}

export function isNothing(value: unknown): value is null | undefined | "" {
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}
