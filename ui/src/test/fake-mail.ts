import type {
  Commands,
  Email,
  Entity,
  Event,
  MailServer,
  MailSetup,
  MailTrial,
  Template,
  TemplateFilled,
  TemplatePreview,
  TemplateSave,
} from "@/ipc/bindings";
import { texts } from "@/lib/values";
import { commandError } from "./fake-error";
import { sampleTemplates } from "./sample-mail";
import { kindDef, members, schemaAnswer } from "./schema";

type MailCommand = Extract<keyof Commands, `mail_${string}` | `email_${string}` | `template_${string}`>;
type Handlers = { [K in MailCommand]: (input: Commands[K]["input"]) => Commands[K]["output"] };

// No two emails of two tests are one to a window that remembers them.
let made = 0;

/** What the mail of a workspace in memory needs of the rest of it. */
export type Around = {
  find: (name: string) => Entity;
  emit: (event: Event) => void;
  /** Puts a sent email on the timeline. */
  onSent: (email: Email) => void;
};

export const SERVER: MailServer = {
  host: "smtp.fastmail.com",
  port: 465,
  security: "tls",
  user: "dana@brook.example",
  from_name: "Dana Brandt",
  from_address: "dana@brook.example",
};

/** The outbox, the set-up and the templates of a workspace in memory, as far as the window can tell. */
export class FakeMail {
  setup: MailSetup = {
    server: null,
    has_password: false,
    delay_seconds: 10,
    signature: "",
    password_note: null,
  };
  emails: Email[] = [];
  templates: Template[] = structuredClone(sampleTemplates);
  trial: MailTrial = {
    steps: ["Reach the server", "Agree on encryption", "Log in", "Get an answer"].map((label) => ({
      label,
      outcome: "passed",
    })),
    problem: null,
  };
  /** Whether emails leave by themselves when their time has come; a test says when one does. */
  automatic = false;
  private readonly around: Around;

  constructor(around: Around) {
    this.around = around;
  }

  /** Sets mail up, as a person would have. */
  ready(part: Partial<MailSetup> = {}): this {
    this.setup = {
      server: SERVER,
      has_password: true,
      delay_seconds: 10,
      signature: "",
      password_note: null,
      ...part,
    };
    return this;
  }

  add(on: string, part: Partial<Email> = {}): Email {
    const { id, reference, title } = this.around.find(on);
    const email: Email = {
      id: `e-${++made}`,
      on: { id, reference, title },
      to: [{ name: "Anneliese Brückner", address: "anneliese@kranich.example" }],
      cc: [],
      subject: "Your offer",
      body: "Dear Anneliese,\n\nhere is the offer.",
      state: "waiting",
      send_after: Date.now() + this.setup.delay_seconds * 1000,
      problem: null,
      may_have_arrived: false,
      reply: false,
      actor: { actor: "member", member: schemaAnswer.me },
      at: Date.now(),
      sent_at: null,
      ...part,
    };
    this.emails = [email, ...this.emails];
    return email;
  }

  /** What the server made of an email. */
  becomes(id: string, part: Partial<Email>): Email {
    this.emails = this.emails.map((each) => (each.id === id ? { ...each, ...part } : each));
    const email = this.find(id);
    if (part.state === "sent") this.around.onSent(email);
    this.around.emit({ event: "emails_changed", entity: email.on.id });
    return email;
  }

  private find(id: string): Email {
    const email = this.emails.find((each) => each.id === id);
    if (!email) throw commandError("not_found", "that email is not there any more");
    return email;
  }

  private leave({ id, send_after }: Email) {
    if (!this.automatic) return;
    setTimeout(
      () => {
        if (this.find(id).state !== "waiting") return;
        this.becomes(id, { state: "sending" });
        setTimeout(() => this.becomes(id, { state: "sent", sent_at: Date.now() }), 900);
      },
      Math.max(0, send_after - Date.now()),
    );
  }

  private template(id: string): Template {
    const template = this.templates.find((each) => each.id === id);
    if (!template) throw commandError("not_found", "that template is not there any more");
    return template;
  }

  private save({ id, ...values }: TemplateSave): Template[] {
    if (values.name === "") throw commandError("invalid_arguments", "write the template’s name");
    checkPlaces(values);
    if (id) {
      const { id: known } = this.template(id);
      this.templates = this.templates.map((each) => (each.id === known ? { id: known, ...values } : each));
    } else this.templates = [...this.templates, { id: `t-${this.templates.length + 1}`, ...values }];
    return this.templates;
  }

  private fill({ subject, body }: { subject: string; body: string }, name: string): TemplateFilled {
    const entity = this.around.find(name);
    const missing = new Set<string>();
    const filled = (text: string) =>
      text.replaceAll(PLACEHOLDER, (_, key: string) => {
        if (key === "me.name") return members[0]?.name ?? "";
        if (key === "reference" || key === "title") return entity[key];
        const [value] = texts(entity.fields[key]);
        if (value === undefined)
          missing.add(kindDef(entity.kind).fields.find((field) => field.key === key)?.label ?? key);
        return value ?? "";
      });
    return { subject: filled(subject), body: filled(body), missing: [...missing] };
  }

  private set(setup: MailSetup): MailSetup {
    this.setup = setup;
    return setup;
  }

  readonly handlers: Handlers = {
    mail_setup_get: () => this.setup,
    mail_setup_set: ({ password, ...values }) => {
      const has_password = password !== null || this.setup.has_password;
      if (!has_password) throw commandError("invalid_arguments", "write the password of your mail account");
      return this.set({ ...values, has_password, password_note: null });
    },
    mail_setup_remove: () => this.set({ ...this.setup, server: null, has_password: false }),
    mail_setup_test: () => this.trial,
    email_write: ({ on, ...values }) => {
      if (!this.setup.server)
        throw commandError("not_set_up", "sending mail is not set up: set it up in the settings under Email");
      const email = this.add(on, values);
      this.around.emit({ event: "emails_changed", entity: email.on.id });
      this.leave(email);
      return email;
    },
    email_cancel: ({ id }) => {
      const { state } = this.find(id);
      if (state !== "waiting" && state !== "failed")
        throw commandError("failed", "this email has left already");
      return this.becomes(id, { state: "cancelled", problem: null });
    },
    email_send_now: ({ id }) => {
      const email = this.becomes(id, { state: "waiting", send_after: Date.now(), problem: null });
      this.leave(email);
      return email;
    },
    email_list: ({ entity }) => ({
      emails: entity === null ? this.emails : this.emails.filter(({ on }) => on.id === entity),
    }),
    email_draft_open: ({ body }) => ({ left_out_body: body.length > 1500 }),
    template_list: () => ({ templates: this.templates }),
    template_save: (save) => ({ templates: this.save(save) }),
    template_remove: ({ id }) => {
      this.templates = this.templates.filter((each) => each.id !== id);
      return { templates: this.templates };
    },
    template_fill: ({ id, entity }) => this.fill(this.template(id), entity),
    template_preview: ({ entity, ...texts }) => {
      checkPlaces(texts);
      return this.fill(texts, entity);
    },
  };
}

const PLACEHOLDER = /\{\{([a-z_.]+)\}\}/g;

function checkPlaces({ kind, subject, body }: Omit<TemplatePreview, "entity">) {
  const wrong = [...`${subject} ${body}`.matchAll(PLACEHOLDER)].find(
    ([, key = ""]) => kind !== null && !isKnown(kind, key),
  );
  if (wrong) throw commandError("invalid_arguments", `there is no ${wrong[0]}: did you mean {{first_name}}?`);
}

function isKnown(kind: Entity["kind"], key: string): boolean {
  if (["me.name", "reference", "title"].includes(key)) return true;
  const [first = ""] = key.split(".");
  return kindDef(kind).fields.some((field) => field.key === first);
}
