import { useEffect, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ImportOptions } from "@/ipc/bindings";

const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "utf-32le",
  "utf-32be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "iso-8859-2",
  "shift_jis",
  "euc-jp",
  "gbk",
  "gb18030",
  "big5",
  "euc-kr",
  "macintosh",
];
const DELIMITERS = [
  { value: ",", label: "Comma" },
  { value: ";", label: "Semicolon" },
  { value: "\t", label: "Tab" },
  { value: "|", label: "Vertical bar" },
];

/** Long enough to type a code of three letters before the file is read again. */
const TYPED_MS = 400;

type Props = { options: ImportOptions; onChange: (options: ImportOptions) => void };

/** How the file is read. Guessed; each change reads it again. */
export function ImportOptionsForm({ options, onChange }: Props) {
  const set = (part: Partial<ImportOptions>) => onChange({ ...options, ...part });
  const encodings = ENCODINGS.includes(options.encoding) ? ENCODINGS : [options.encoding, ...ENCODINGS];
  return (
    <section aria-labelledby="reading-heading" className="flex flex-col gap-3">
      <h3 id="reading-heading" className="font-semibold">
        How the file is read
      </h3>
      <div className="grid grid-cols-2 gap-3 @container lg:grid-cols-4">
        <FormField label="Encoding">
          {(control) => (
            <Select
              id={control.id}
              value={options.encoding}
              options={encodings.map((value) => ({ value, label: value }))}
              onChange={(encoding) => set({ encoding })}
            />
          )}
        </FormField>
        <FormField label="Separator">
          {(control) => (
            <Select
              id={control.id}
              value={options.delimiter}
              options={DELIMITERS}
              onChange={(delimiter) => set({ delimiter })}
            />
          )}
        </FormField>
        <FormField label="03/04/2026 is">
          {(control) => (
            <Select
              id={control.id}
              value={options.day_order}
              options={[
                { value: "day_first", label: "3 April" },
                { value: "month_first", label: "4 March" },
              ]}
              onChange={(order) => set({ day_order: order === "day_first" ? "day_first" : "month_first" })}
            />
          )}
        </FormField>
        <FormField label="Decimals">
          {(control) => (
            <Select
              id={control.id}
              value={options.decimal_comma ? "comma" : "point"}
              options={[
                { value: "point", label: "1,234.5" },
                { value: "comma", label: "1.234,5" },
              ]}
              onChange={(sign) => set({ decimal_comma: sign === "comma" })}
            />
          )}
        </FormField>
        <Code
          label="Currency of bare amounts"
          length={3}
          value={options.currency}
          onChange={(currency) => set({ currency })}
        />
        <Code
          label="Region of bare phone numbers"
          length={2}
          value={options.region}
          onChange={(region) => set({ region })}
        />
        <FormField label="Lines above the header">
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              defaultValue={options.skip_lines}
              key={options.skip_lines}
              onBlur={(event) => {
                const lines = Number(event.target.value);
                if (Number.isInteger(lines) && lines >= 0 && lines !== options.skip_lines)
                  set({ skip_lines: lines });
              }}
            />
          )}
        </FormField>
        <FormField label="First row">
          {(control) => (
            <span className="flex h-8 items-center gap-2">
              <Checkbox
                id={control.id}
                checked={options.has_header}
                onChange={(has_header) => set({ has_header })}
              />
              names the columns
            </span>
          )}
        </FormField>
      </div>
    </section>
  );
}

type CodeProps = { label: string; length: number; value: string; onChange: (value: string) => void };

/** A code in capitals, told when it is complete. */
function Code({ label, length, value, onChange }: CodeProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed.length !== length || typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPED_MS);
    return () => clearTimeout(timer);
  }, [typed, value, length, onChange]);
  return (
    <FormField label={label}>
      {(control) => (
        <Input
          {...control}
          className="uppercase"
          maxLength={length}
          value={typed}
          onChange={(event) => setTyped(event.target.value.toUpperCase())}
        />
      )}
    </FormField>
  );
}
