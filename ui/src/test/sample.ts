import type { Entity, Kind, TimelineEntry, Value } from "@/ipc/bindings";
import { kindDef } from "./schema";

/** Noon of a Saturday; every date of the sample stands beside it. */
export const NOW = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;

let made = 0;

export function entity(
  kind: Kind,
  number: number,
  fields: Record<string, Value>,
  about: Partial<Entity> = {},
): Entity {
  const def = kindDef(kind);
  const withStage = { stage: def.stages[0]?.key ?? "", ...fields };
  made += 1;
  const at = NOW - made * 5 * HOUR;
  return {
    id: `${kind}-${number}`,
    kind,
    reference: `${def.prefix}-${number}`,
    revision: 1,
    title: titleOf(kind, withStage),
    fields: withStage,
    created_at: at,
    created_by: { actor: "member", member: "m-dana" },
    updated_at: at,
    updated_by: { actor: "member", member: "m-dana" },
    archived_at: null,
    deleted_at: null,
    ...about,
  };
}

export function titleOf(kind: Kind, fields: Record<string, Value | undefined>): string {
  const { title } = kindDef(kind);
  if ("field" in title) return String(fields[title.field] ?? `Untitled ${kind}`);
  const name = [fields["first_name"], fields["last_name"]].filter(Boolean).join(" ");
  return name || String([fields["emails"]].flat()[0] ?? `Untitled ${kind}`);
}

/** A small company's workspace, and as many made-up tickets as a test wants. */
export function sampleEntities(tickets = 0): Entity[] {
  return [
    entity("contact", 1, {
      first_name: "Anneliese",
      last_name: "Brückner",
      emails: ["anneliese@kranich.example", "a.brueckner@post.example"],
      phones: ["+493012345678"],
      company: "Kranich Optik",
      title: "Head of Purchasing",
      about: "Met at the trade fair in Köln. Prefers calls before ten.",
      city: "Berlin",
      stage: "customer",
      owner: "m-dana",
      tags: ["key account", "fair"],
    }),
    entity("contact", 2, {
      first_name: "伟",
      last_name: "王",
      emails: ["wang.wei@hailan.example"],
      company: "海蓝科技",
      title: "采购经理",
      stage: "opportunity",
      owner: "m-li",
    }),
    entity("contact", 3, {
      first_name: "Søren",
      last_name: "Østergård",
      company: "Fjordlys",
      stage: "lead",
      tags: ["cold"],
    }),
    entity("contact", 4, {
      first_name: "สมชาย",
      last_name: "ใจดี",
      company: "ลมทะเล",
      stage: "qualified",
      owner: "m-oke",
    }),
    entity("contact", 5, {
      first_name: "Priya",
      last_name: "नायर",
      emails: ["priya@sarita.example"],
      company: "Sarita",
      stage: "customer",
      do_not_contact: true,
    }),
    entity("deal", 1, {
      name: "Kranich Optik renewal",
      company: "Kranich Optik",
      amount: { minor: 1_200_000, currency: "EUR" },
      close_date: "2026-11-18",
      probability: 60,
      next_step: "Send the revised offer",
      description: "Three years, 40 seats. They asked for a discount on the second year.",
      contact: "contact-1",
      stage: "proposal",
      owner: "m-dana",
      tags: ["renewal"],
    }),
    entity("deal", 2, {
      name: "Hailan pilot",
      company: "海蓝科技",
      amount: { minor: 4_500_000, currency: "JPY" },
      close_date: "2026-12-12",
      stage: "negotiation",
      owner: "m-li",
      contact: "contact-2",
    }),
    entity("deal", 3, {
      name: "Fjordlys onboarding",
      company: "Fjordlys",
      amount: { minor: 890_050, currency: "USD" },
      close_date: "2027-01-15",
      stage: "qualification",
    }),
    entity("deal", 4, {
      name: "Sarita expansion",
      company: "Sarita",
      amount: { minor: 7_250_000, currency: "EUR" },
      close_date: "2026-10-02",
      stage: "won",
      owner: "m-oke",
    }),
    entity("ticket", 1, {
      subject: "Invoices arrive twice",
      body: "Since Monday every invoice reaches us twice, once as PDF and once as text.\nWe need only the PDF.",
      requester: "anneliese@kranich.example",
      requester_name: "Anneliese Brückner",
      company: "Kranich Optik",
      priority: "high",
      due_at: "2026-11-20T09:00:00Z",
      stage: "open",
      owner: "m-oke",
    }),
    entity("ticket", 2, {
      subject: "Cannot sign in after the move",
      requester_name: "Priya नायर",
      company: "Sarita",
      priority: "urgent",
      stage: "new",
      due_at: "2026-11-23T15:30:00Z",
    }),
    entity("candidate", 1, {
      first_name: "Ioana",
      last_name: "Marinescu",
      emails: ["ioana@post.example"],
      headline: "Front end engineer, eight years",
      employer: "Lumen",
      position: "Senior engineer",
      skills: ["TypeScript", "Rust", "accessibility"],
      cv: "Built the booking desk of a railway. Led a team of four.",
      applied_on: "2026-11-12",
      salary_expectation: { minor: 8_200_000, currency: "EUR" },
      stage: "interview",
      owner: "m-li",
    }),
    entity("task", 1, {
      title: "Call Anneliese about the offer",
      priority: "high",
      due: "2026-11-19",
      about: "deal-1",
      stage: "todo",
      owner: "m-dana",
    }),
    entity("task", 2, {
      title: "Prepare the interview of Ioana",
      priority: "normal",
      due: "2026-11-22",
      about: "candidate-1",
      stage: "in_progress",
      owner: "m-li",
    }),
    ...Array.from({ length: tickets }, (_, index) =>
      entity("ticket", index + 10, {
        subject: `${TOPICS[index % TOPICS.length] ?? ""} (${index + 10})`,
        requester_name: NAMES[index % NAMES.length] ?? "",
        company: COMPANIES[index % COMPANIES.length] ?? "",
        priority: ["low", "normal", "high", "urgent"][index % 4] ?? "low",
        stage: ["new", "open", "pending", "resolved"][index % 4] ?? "new",
        owner: ["m-dana", "m-li", "m-oke"][index % 3] ?? "m-dana",
        ...(index % 5 === 0 ? { tags: ["renewal"] } : {}),
      }),
    ),
  ];
}

const TOPICS = [
  "The export stops at row 400",
  "A password reset never arrives",
  "Dates are off by a day",
  "The printer prints blank pages",
  "A refund is missing",
];
const NAMES = ["Ana Sousa", "Kofi Mensah", "Yuki Tanaka", "Лев Орлов", "Noor Haddad"];
const COMPANIES = ["Kranich Optik", "Fjordlys", "Sarita", "海蓝科技"];

export const sampleTimeline: Record<string, TimelineEntry[]> = {
  "ticket-1": [
    {
      id: "n-1",
      entry: "internal_message",
      text: "The job ran on both servers after the move. Oke looks at it.",
      actor: { actor: "member", member: "m-li" },
      at: NOW - 2 * HOUR,
      also_on: [],
      scorecard: null,
    },
    {
      id: "n-2",
      entry: "public_message",
      text: "We see it and are on it. You can delete the text copies; nothing is booked twice.",
      actor: { actor: "member", member: "m-oke" },
      at: NOW - 5 * HOUR,
      also_on: [],
      scorecard: null,
    },
  ],
  "candidate-1": [
    {
      id: "n-6",
      entry: "scorecard",
      text: "Found the fault in the exercise **before** it ran. Explained it so that the two who did not know Rust could follow.",
      actor: { actor: "member", member: "m-li" },
      at: NOW - 20 * HOUR,
      also_on: [],
      scorecard: {
        recommendation: "strong_yes",
        ratings: [
          { criterion: "Skills", score: 4 },
          { criterion: "communication ", score: 4 },
          { criterion: "Teamwork", score: 3 },
        ],
      },
    },
    {
      id: "n-5",
      entry: "scorecard",
      text: "",
      actor: { actor: "member", member: "m-oke" },
      at: NOW - 44 * HOUR,
      also_on: [],
      scorecard: {
        recommendation: "no",
        ratings: [
          { criterion: "Skills", score: 3 },
          { criterion: "Communication", score: 2 },
          { criterion: "Motivation", score: 2 },
        ],
      },
    },
  ],
  "contact-1": [
    {
      id: "n-3",
      entry: "call",
      text: "She wants the offer by Friday, with the second year at ten per cent less.",
      actor: { actor: "member", member: "m-dana" },
      at: NOW - 26 * HOUR,
      also_on: [],
      scorecard: null,
    },
    {
      id: "n-4",
      entry: "note",
      text: "Met at the fair.\nKnows the team at Fjordlys.",
      actor: { actor: "import", member: "m-dana" },
      at: NOW - 90 * HOUR,
      also_on: [{ id: "deal-1", reference: "DEAL-1", title: "Kranich Optik renewal" }],
      scorecard: null,
    },
  ],
};
