import type { Template } from "@/ipc/bindings";
import type { FakeMail } from "./fake-mail";

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

const hoursAgo = (n: number) => Date.now() - n * 3_600_000;

/** Emails in every state, as a busy day leaves them. */
export function addSampleEmails(mail: FakeMail) {
  mail.add("CON-1", {
    state: "sent",
    subject: "Good to talk, Anneliese",
    at: hoursAgo(30),
    sent_at: hoursAgo(30),
  });
  mail.add("DEAL-1", { state: "sent", subject: "The revised offer", at: hoursAgo(5), sent_at: hoursAgo(5) });
  mail.add("CON-1", { state: "cancelled", subject: "The old price list", at: hoursAgo(3) });
  mail.add("TIC-1", {
    state: "failed",
    reply: true,
    subject: "Re: Invoices arrive twice [TIC-1]",
    problem:
      "the connection to smtp.fastmail.com ended before it said whether it took the email; it may have arrived all the same: look into the mailbox’s sent mail before sending again",
    may_have_arrived: true,
    at: hoursAgo(2),
  });
  mail.add("CON-1", {
    state: "failed",
    subject: "Your offer",
    problem:
      "smtp.fastmail.com refused anneliese@kranich.example: there is no such mailbox; check the address",
    at: hoursAgo(1),
  });
  mail.add("CON-1", {
    subject: "The contract for the second year",
    problem: "smtp.fastmail.com is busy (451); the next try is in 5 minutes",
    send_after: Date.now() + 240_000,
  });
  mail.add("CON-1", { subject: "See you at the fair", send_after: Date.now() + 90_000 });
}
