import type { MailSecurity, MailServer } from "@/ipc/bindings";

export type MailProvider = {
  key: string;
  label: string;
  host: string;
  port: number;
  security: MailSecurity;
  /** What one has to know before the first email leaves. */
  hint: string;
};

/** Providers whose servers are known, so that nobody has to look them up. */
export const PROVIDERS: readonly MailProvider[] = [
  {
    key: "gmail",
    label: "Gmail",
    host: "smtp.gmail.com",
    port: 465,
    security: "tls",
    hint: "Gmail wants an app password: turn on 2-Step Verification in your Google account, then make one under “App passwords”. Your usual password is refused.",
  },
  {
    key: "microsoft",
    label: "Outlook, Microsoft 365",
    host: "smtp.office365.com",
    port: 587,
    security: "start_tls",
    hint: "Works for mailboxes of a company where the administrator allows “Authenticated SMTP”. Private outlook.com addresses no longer take passwords from programs: without a set-up, emails open in your mail program.",
  },
  {
    key: "icloud",
    label: "iCloud Mail",
    host: "smtp.mail.me.com",
    port: 587,
    security: "start_tls",
    hint: "iCloud wants an app-specific password: make one under “Sign-In and Security” at account.apple.com. The user name is your whole iCloud address.",
  },
  {
    key: "fastmail",
    label: "Fastmail",
    host: "smtp.fastmail.com",
    port: 465,
    security: "tls",
    hint: "Fastmail wants an app password with access to SMTP: make one under “Privacy & Security”.",
  },
];

/** The provider of a server, by its name. */
export function providerOf(host: string): MailProvider | undefined {
  const wanted = host.trim().toLowerCase();
  return PROVIDERS.find((provider) => provider.host === wanted);
}

/** The port that servers most often offer a way of encryption on. */
export function usualPort(security: MailSecurity): number {
  return security === "tls" ? 465 : 587;
}

/** A server's settings while they are typed: the port is text until it is a number. */
export type ServerDraft = Omit<MailServer, "port"> & { port: string };

export function serverDraft(server: MailServer | null): ServerDraft {
  if (server) return { ...server, port: String(server.port) };
  return { host: "", port: "465", security: "tls", user: "", from_name: "", from_address: "" };
}

export type ServerProblem = { field: keyof ServerDraft | "password"; message: string };

/** The server that was typed, or the first thing that keeps it from being one. The core has the last word. */
export function serverFrom(draft: ServerDraft): MailServer | ServerProblem {
  const trimmed = {
    ...draft,
    host: draft.host.trim(),
    user: draft.user.trim(),
    from_name: draft.from_name.trim(),
    from_address: draft.from_address.trim(),
  };
  const port = Number(draft.port);
  const refuse = (field: ServerProblem["field"], message: string): ServerProblem => ({ field, message });
  if (!trimmed.from_address.includes("@"))
    return refuse("from_address", "write your address: name@company.com");
  if (!/^[^\s/:]+$/u.test(trimmed.host))
    return refuse("host", "write the server’s name alone, like smtp.example.com");
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    return refuse("port", "write a number from 1 to 65535; most often it is 465 or 587");
  if (trimmed.user === "") return refuse("user", "write whom to log in as; most often it is your address");
  return { ...trimmed, port };
}

export function isProblem(made: MailServer | ServerProblem): made is ServerProblem {
  return "field" in made;
}
