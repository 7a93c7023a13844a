import type { ConfirmationView } from "@/ipc/bindings";
import type { FakeConfirming } from "./fake-confirming";

const MINUTE = 60_000;

type View = Partial<Omit<ConfirmationView, "card">>;

const renewal: View = {
  asked_by: "The assistant, in “Renewals this month”",
  reason: "Dana Ortiz wrote on 18 Nov that the contract is signed (DEAL-2), so the deal is won.",
  tool: "update_entity",
  steps: [
    { path: "/changes/0", sentence: "set the stage to Won" },
    { path: "/changes/1", sentence: "set the amount to EUR 12,500" },
    { path: "/changes/2", sentence: "clear the next step" },
  ],
  changes: [
    change("stage", "Stage", "negotiation", "won"),
    change("amount", "Amount", { minor: 1_200_000, currency: "EUR" }, { minor: 1_250_000, currency: "EUR" }),
    change("next_step", "Next step", "Send the order form", null),
    { ...change("probability", "Probability", 60, 100), follows: true },
    { ...change("closed_on", "Closed on", null, "2026-11-21"), follows: true },
  ],
  arguments: [
    argument("/changes/0/value", "stage", "won"),
    argument("/changes/1/value", "amount", "EUR 12,500"),
  ],
};

const reply: View = {
  asked_by: "The assistant, in “Tickets without an answer”",
  reason: "The customer waits since Monday, and the fix is out.",
  tool: "reply_ticket",
  steps: [{ path: null, sentence: "reply to TIC-4 and wait for the requester" }],
  changes: [
    {
      reference: "TIC-4",
      title: "Export fails with an umlaut\u202efdp.exe",
      op: "attach",
      field: "public_message",
      label: null,
      old: null,
      new: "Hello Jürgen,\n\nthe export works again. Please try it.\n\nDana",
      follows: false,
    },
    {
      reference: "TIC-4",
      title: "Export fails with an umlaut\u202efdp.exe",
      op: "update",
      field: "stage",
      label: "Status",
      old: "open",
      new: "pending",
      follows: false,
    },
    {
      reference: "TIC-4",
      title: "Export fails with an umlaut\u202efdp.exe",
      op: "update",
      field: "body",
      label: "Body",
      old: "The export of all tickets fails as soon as one of them has an umlaut in its subject, since the last update.",
      new: "The export of all tickets fails when one of them has an umlaut in its subject, since the update of 12 Nov.",
      follows: false,
    },
  ],
  arguments: [
    {
      ...argument("/text", "text", "Hello Jürgen,\n\nthe export works again. Please try it.\n\nDana"),
      tainted: true,
    },
    { ...argument("/to", "to", "juergen@acme\u200b.example"), masked: true, tainted: true, must_type: true },
  ],
};

const trash: View = {
  asked_by: "The assistant, in “Clean up”",
  reason: "These two have had no activity for two years.",
  tool: "trash_entities",
  destructive: true,
  type_first: "2",
  steps: [
    { path: "/entities/0", sentence: "move CON-5 Old lead to the trash" },
    { path: "/entities/1", sentence: "move CON-6 Older lead to the trash" },
  ],
  changes: [gone("CON-5", "Old lead"), gone("CON-6", "Older lead")],
  arguments: [],
};

/** Three that wait: one to look through, one with copied and typed parts, one that takes something away. */
export function addSampleConfirmations(confirming: FakeConfirming) {
  const ask = (id: string, sentence: string, minutes: number, view: View) => {
    confirming.views.set(id, {
      asked_by: "",
      by_ai: true,
      reason: "",
      tool: "",
      reversible: true,
      destructive: false,
      type_first: null,
      steps: [],
      changes: [],
      arguments: [],
      digest: `digest of ${id}`,
      ...view,
    });
    confirming.ask({ id, sentence, opened_at: Date.now() - minutes * MINUTE });
  };
  ask(
    "k-won",
    "DEAL-2 Hailan pilot: set the stage to Won, the amount to EUR 12,500, clear the next step",
    9,
    renewal,
  );
  ask("k-reply", "reply to TIC-4 Export fails with an umlaut", 4, reply);
  ask("k-trash", "move 2 contacts to the trash", 1, trash);
}

function change(
  field: string,
  label: string,
  old: unknown,
  now: unknown,
): ConfirmationView["changes"][number] {
  return {
    reference: "DEAL-2",
    title: "Hailan pilot",
    op: "update",
    field,
    label,
    old,
    new: now,
    follows: false,
  };
}

function gone(reference: string, title: string): ConfirmationView["changes"][number] {
  return { reference, title, op: "trash", field: null, label: null, old: null, new: null, follows: false };
}

function argument(path: string, label: string, value: unknown): ConfirmationView["arguments"][number] {
  return { path, label, value, editable: true, tainted: false, masked: false, must_type: false };
}
