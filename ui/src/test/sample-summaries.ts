import { summaryField, summaryOf, summarySentence, type FakeSummaries } from "./fake-summaries";
import { NOW } from "./sample";

const DAY = 24 * 3_600_000;

/** Summaries to look at: of a deal, in which two sentences no longer hold, and of a ticket. */
export function addSampleSummaries(summaries: FakeSummaries) {
  const note = { what: "entry" as const, id: "n-1", entry: "note" as const, at: NOW - DAY };
  summaries.keep(
    "DEAL-1",
    summaryOf(
      [
        summarySentence("Kranich Optik renews 40 seats for three years, worth 13,000 EUR.", {
          sources: [summaryField("description"), summaryField("amount")],
          unsupported: [{ from: 53, to: 63, text: "13,000 EUR" }],
        }),
        summarySentence("It closes on 12 December.", {
          sources: [summaryField("close_date", "changed")],
          stale: true,
          at: NOW - DAY,
        }),
        summarySentence("They want the second year at ten per cent less.", {
          sources: [
            { source: note, state: "gone" },
            { source: summaryField("description").source, state: "same" },
          ],
          stale: true,
        }),
        summarySentence("Anneliese Brückner decides.", {
          sources: [
            {
              source: { what: "entity", reference: "CON-1", title: "Anneliese Brückner", role: "contact" },
              state: "same",
            },
          ],
        }),
        summarySentence("They are in no hurry."),
      ],
      { newer: [note, { ...note, id: "n-9" }] },
    ),
  );
  summaries.keep(
    "TIC-1",
    summaryOf([
      summarySentence("They want each invoice once, as PDF.", {
        part: "intent",
        sources: [summaryField("body")],
      }),
      summarySentence("The job ran on both servers, and Oke looks at it.", {
        part: "state",
        sources: [
          { source: { what: "entry", id: "n-1", entry: "internal_message", at: NOW }, state: "same" },
          summaryField("owner"),
        ],
      }),
      summarySentence("Nobody said when it will be over.", { part: "open", sources: [summaryField("body")] }),
    ]),
  );
}
