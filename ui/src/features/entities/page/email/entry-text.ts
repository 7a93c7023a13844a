import type { EmailDraft } from "./email-draft";

/** What stands on the timeline of an email that was sent elsewhere: as the core writes it of one that it sent. */
export function entryText({ subject, to, body }: Pick<EmailDraft, "subject" | "to" | "body">): string {
  const names = to.map(({ name, address }) => (name ? `${plain(name)} (${plain(address)})` : plain(address)));
  const head = subject.trim() === "" ? "" : `**${plain(subject.trim())}**\n\n`;
  return `${head}To ${names.join(", ")}\n\n${body.trim()}`;
}

/** Words that Markdown shows as they are. */
function plain(text: string): string {
  return text.replaceAll(/[\\*_`[\]<>]/g, String.raw`\$&`);
}
