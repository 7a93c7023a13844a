import type {
  FieldDef,
  FieldType,
  Kind,
  KindDef,
  Member,
  SchemaAnswer,
  Sensitivity,
  Stage,
} from "@/ipc/bindings";

// Declarations in the shape that the core answers with, close to its own, with every type of field among them.

type Options = Partial<Pick<FieldDef, "many" | "required" | "unique" | "derived" | "mask">> & {
  sensitivity?: Sensitivity;
};

function field(
  key: string,
  label: string,
  ty: FieldType | FieldType["type"],
  options: Options = {},
): FieldDef {
  return {
    key,
    label,
    ty: typeof ty === "string" ? ({ type: ty } as FieldType) : ty,
    many: false,
    required: false,
    unique: false,
    search_weight: 1,
    embedded: false,
    sensitivity: "internal",
    mask: "none",
    derived: false,
    custom: false,
    aliases: [],
    ...options,
  };
}

function select(...words: string[]): FieldType {
  return {
    type: "select",
    choices: words.map((word) => ({ key: word.toLowerCase().replaceAll(" ", "_"), label: word })),
  };
}

function stages(...steps: [string, Stage["class"], ...string[]][]): Stage[] {
  return steps.map(([label, cls, ...requires]) => ({
    key: label === "To do" ? "todo" : label.toLowerCase().replaceAll(" ", "_"),
    label,
    class: cls,
    probability: null,
    requires,
  }));
}

const common = (pipeline: string): FieldDef[] => [
  field("stage", pipeline, "stage", { required: true }),
  field("owner", "Owner", "member"),
  field("tags", "Tags", "text", { many: true }),
];

const person = [
  field("first_name", "First name", "text"),
  field("last_name", "Last name", "text"),
  field("emails", "Emails", "email", { many: true, mask: "placeholder" }),
  field("phones", "Phones", "phone", { many: true, mask: "placeholder" }),
];

const kinds: KindDef[] = [
  {
    kind: "contact",
    singular: "Contact",
    plural: "Contacts",
    prefix: "CON",
    fields: [
      ...person,
      field("company", "Company", "text"),
      field("job_title", "Job title", "text"),
      field("about", "About", "long_text"),
      field("website", "Website", "url"),
      field("city", "City", "text"),
      field("do_not_contact", "Do not contact", "bool"),
      field("last_contacted", "Last contacted", "date_time", { derived: true }),
      ...common("Lifecycle"),
    ],
    pipeline: "Lifecycle",
    stages: stages(
      ["Lead", "open"],
      ["Qualified", "open"],
      ["Opportunity", "open"],
      ["Customer", "won"],
      ["Former", "lost"],
    ),
    title: { person_name: ["emails", "company", "phones"] },
    context: ["job_title", "company", "emails"],
    columns: ["company", "job_title", "emails", "phones", "stage", "owner"],
  },
  {
    kind: "deal",
    singular: "Deal",
    plural: "Deals",
    prefix: "DEAL",
    fields: [
      field("name", "Name", "text", { required: true }),
      field("company", "Company", "text"),
      field("amount", "Amount", "money"),
      field("close_date", "Close date", "date"),
      field("probability", "Probability", { type: "number", min: 0, max: 100 }),
      field("next_step", "Next step", "text"),
      field("description", "Description", "long_text"),
      field("lost_reason", "Lost reason", select("Price", "Competitor", "No budget", "Timing", "Other")),
      field("contact", "Main contact", { type: "entity", kinds: ["contact"] }),
      ...common("Stage"),
    ],
    pipeline: "Stage",
    stages: stages(
      ["Qualification", "open"],
      ["Proposal", "open"],
      ["Negotiation", "open"],
      ["Won", "won"],
      ["Lost", "lost", "lost_reason"],
    ),
    title: { field: "name" },
    context: ["company", "stage", "amount"],
    columns: ["company", "stage", "amount", "close_date", "next_step", "owner"],
  },
  {
    kind: "ticket",
    singular: "Ticket",
    plural: "Tickets",
    prefix: "TIC",
    fields: [
      field("subject", "Subject", "text", { required: true }),
      field("body", "Body", "long_text"),
      field("requester", "Requester", "email"),
      field("requester_name", "Requester name", "text"),
      field("company", "Company", "text"),
      field("priority", "Priority", select("Low", "Normal", "High", "Urgent")),
      field("due_at", "Resolution due", "date_time"),
      field("first_response_due", "First response due", "date_time", { derived: true }),
      field("first_responded_at", "First responded", "date_time", { derived: true }),
      field("resolution", "Resolution", "long_text"),
      ...common("Status"),
    ],
    pipeline: "Status",
    stages: stages(
      ["New", "open"],
      ["Open", "open"],
      ["Pending", "open"],
      ["On hold", "open"],
      ["Resolved", "won"],
      ["Closed", "won"],
    ),
    title: { field: "subject" },
    context: ["company", "stage", "priority"],
    columns: ["requester_name", "company", "stage", "priority", "due_at", "owner"],
  },
  {
    kind: "candidate",
    singular: "Candidate",
    plural: "Candidates",
    prefix: "CAN",
    fields: [
      ...person,
      field("headline", "Headline", "text"),
      field("employer", "Employer", "text"),
      field("position", "Position", "text"),
      field("skills", "Skills", "text", { many: true }),
      field("cv", "CV", "long_text"),
      field("applied_on", "Applied on", "date"),
      field("salary_expectation", "Salary expectation", "money", { sensitivity: "restricted" }),
      field("rejection_reason", "Rejection reason", "long_text", { sensitivity: "restricted" }),
      field("gender", "Gender", "text", { sensitivity: "protected" }),
      ...common("Stage"),
    ],
    pipeline: "Stage",
    stages: stages(
      ["New", "open"],
      ["Screen", "open"],
      ["Interview", "open"],
      ["Offer", "open"],
      ["Hired", "won"],
      ["Rejected", "lost", "rejection_reason"],
    ),
    title: { person_name: ["emails", "headline"] },
    context: ["position", "stage", "employer"],
    columns: ["position", "headline", "employer", "stage", "applied_on", "owner"],
  },
  {
    kind: "task",
    singular: "Task",
    plural: "Tasks",
    prefix: "TASK",
    fields: [
      field("title", "Title", "text", { required: true }),
      field("body", "Notes", "long_text"),
      field("priority", "Priority", select("Low", "Normal", "High", "Urgent")),
      field("due", "Due", "date"),
      field("remind_at", "Remind", "date_time"),
      field("recurrence", "Repeats", {
        type: "select",
        choices: [
          { key: "daily", label: "Every day" },
          { key: "weekly", label: "Every week" },
        ],
      }),
      field("about", "About", { type: "entity", kinds: ["contact", "deal", "ticket", "candidate", "task"] }),
      ...common("Status"),
    ],
    pipeline: "Status",
    stages: stages(
      ["To do", "open"],
      ["In progress", "open"],
      ["Waiting", "open"],
      ["Done", "won"],
      ["Cancelled", "lost"],
    ),
    title: { field: "title" },
    context: ["stage", "due", "priority"],
    columns: ["stage", "priority", "due", "about", "owner"],
  },
];

export const members: Member[] = [
  {
    id: "m-dana",
    name: "Dana Brandt",
    email: "dana@brook.example",
    role: "administrator",
    created_at: 0,
    active: true,
  },
  { id: "m-li", name: "Li Wei", email: "li@brook.example", role: "manager", created_at: 0, active: true },
  { id: "m-oke", name: "Oke Jensen", email: null, role: "member", created_at: 0, active: true },
];

export const schemaAnswer: SchemaAnswer = {
  schema: { kinds },
  members,
  me: "m-dana",
  tags: ["key account", "renewal", "cold", "fair"],
};

export function kindDef(kind: Kind): KindDef {
  const def = kinds.find((each) => each.kind === kind);
  if (!def) throw new Error(`no ${kind}`);
  return def;
}
