import type { ImportInspected, ImportOptions, ImportSummary, Kind } from "@/ipc/bindings";

const OPTIONS: ImportOptions = {
  encoding: "utf-8",
  delimiter: ";",
  skip_lines: 0,
  has_header: true,
  day_order: "day_first",
  decimal_comma: true,
  currency: "EUR",
  region: "DE",
};

/** What a file of 1,200 contacts looks like. */
export function inspectedFile(kind: Kind | null, options: ImportOptions | null): ImportInspected {
  return {
    shape: {
      bytes: 184_320,
      rows: 1200,
      headers: ["Given Name", "Family Name", "E-mail 1 - Value", "Organization 1 - Name", "Fax", "Mobile"],
      sample: [
        ["Ada", "Nowak", "ada@tafel.example", "Tafel", "", "+48 22 555 01 01"],
        ["Kenji", "Mori", "kenji@hoshi.example", "<img onerror=alert(1)>", "", ""],
        ["Lucía", "Peña", "", "=1+1", "030 1", "+34 910 555 010"],
      ],
      warnings: ["14 rows have more cells than the header"],
    },
    kind: kind ?? "contact",
    mapping: [
      { column: 0, field: "first_name", confidence: 98 },
      { column: 1, field: "last_name", confidence: 98 },
      { column: 2, field: "emails", confidence: 95 },
      { column: 3, field: "company", confidence: 72 },
      { column: 4, field: null, confidence: 0 },
      { column: 5, field: "phones", confidence: 45 },
    ],
    options: options ?? OPTIONS,
  };
}

export function checkSummary(dry_run: boolean): ImportSummary {
  return {
    dry_run,
    created: 1180,
    updated: 0,
    skipped: 6,
    rejected: 14,
    rows: [
      { row: 3, line: 4, outcome: { outcome: "skipped", duplicate_of: "CON-1" } },
      {
        row: 17,
        line: 19,
        outcome: {
          outcome: "rejected",
          reasons: ["Emails: “ada@” is no email address", "Phones: “12” is too short"],
        },
      },
    ],
  };
}
