import type { Attached, Attachment, Attachments } from "@/ipc/bindings";
import { commandError } from "./fake-error";
import { schemaAnswer } from "./schema";

/** The files of a workspace in memory, as far as the window can tell. */
export class FakeFiles {
  private readonly of = new Map<string, Attachment[]>();
  /** What was written outside, by path. */
  readonly saved = new Map<string, string>();

  list(reference: string): Attachments {
    return { attachments: this.of.get(reference) ?? [] };
  }

  add(reference: string, path: string): Attached {
    const name = path.split("/").pop() ?? path;
    if (name.startsWith("missing"))
      throw commandError("failed", `${path} cannot be read: there is no such file`);
    const isText = /\.(txt|md|pdf|docx)$/.test(name);
    const file: Attachment = {
      id: `f-${reference}-${name}`,
      name,
      media_type: isText ? "text/plain" : "application/octet-stream",
      size: 1_430_000,
      has_text: isText,
      actor: { actor: "member", member: schemaAnswer.me },
      at: Date.UTC(2026, 10, 21, 9),
    };
    this.of.set(reference, [file, ...(this.of.get(reference) ?? [])]);
    return {
      summary: `attached ${name} to ${reference}`,
      unread: isText ? null : "no text can be read from application/octet-stream",
    };
  }

  save(id: string, path: string) {
    this.saved.set(path, this.find(id)[1].name);
    return {};
  }

  remove(id: string): string {
    const [reference, file] = this.find(id);
    this.of.set(
      reference,
      this.list(reference).attachments.filter((each) => each.id !== id),
    );
    return `removed ${file.name} from ${reference}`;
  }

  private find(id: string): [string, Attachment] {
    for (const [reference, files] of this.of) {
      const file = files.find((each) => each.id === id);
      if (file) return [reference, file];
    }
    throw commandError("not_found", "that file is not there any more");
  }
}
