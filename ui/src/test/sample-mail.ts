import type { Template } from "@/ipc/bindings";

export const sampleTemplates: Template[] = [
  {
    id: "t-1",
    name: "Follow up after a call",
    kind: "contact",
    subject: "Good to talk, {{first_name}}",
    body: "Dear {{first_name}},\n\nthank you for your time today. As {{job_title}} you will want the numbers first: they are attached.\n\nBest wishes\n{{me.name}}",
  },
  {
    id: "t-2",
    name: "Invitation to an interview",
    kind: "candidate",
    subject: "Your application: {{position}}",
    body: "Dear {{first_name}},\n\nwe would like to meet you.\n\n{{me.name}}",
  },
  {
    id: "t-3",
    name: "Out for a while",
    kind: null,
    subject: "{{title}}",
    body: "Thank you for writing. We come back to you on Monday.\n\n{{me.name}}",
  },
];
