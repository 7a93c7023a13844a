import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Braces, ChevronDown } from "lucide-react";
import { useRef, useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input, TextArea } from "@/components/ui/input";
import { Menu, MenuAction } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";
import { say } from "@/components/ui/toaster";
import type { Kind, Template } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { setAnswer } from "@/ipc/use-command";
import { sentence } from "@/lib/sentence";
import { takeFreeFocus } from "@/lib/use-return-focus";
import { useWorkspace } from "@/lib/workspace";
import { placeholders, written, type Placeholder } from "./placeholders";
import { TemplatePreview } from "./template-preview";

const EVERY = "every";

type Props = { template: Template | undefined; onSaved: (template: Template) => void; onClose: () => void };

/** A template's name, what it is for, its words and the placeholders in them. */
export function TemplateEditor({ template, onSaved, onClose }: Props) {
  const client = useQueryClient();
  const { kinds } = useWorkspace();
  const [name, setName] = useState(template?.name ?? "");
  const [kind, setKind] = useState<Kind | null>(template ? template.kind : "contact");
  const [subject, setSubject] = useState(template?.subject ?? "");
  const [body, setBody] = useState(template?.body ?? "");
  const [problem, setProblem] = useState<string>();
  const [nameProblem, setNameProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const subjectField = useRef<HTMLInputElement>(null);
  const bodyField = useRef<HTMLTextAreaElement>(null);
  // Where a placeholder goes: into the field that was last written in.
  const last = useRef<"subject" | "body">("body");
  const changed =
    !template ||
    name !== template.name ||
    kind !== template.kind ||
    subject !== template.subject ||
    body !== template.body;

  function insert(placeholder: Placeholder) {
    const text = written(placeholder);
    const inSubject = last.current === "subject";
    const field = inSubject ? subjectField.current : bodyField.current;
    const now = inSubject ? subject : body;
    const from = field?.selectionStart ?? now.length;
    const to = field?.selectionEnd ?? now.length;
    (inSubject ? setSubject : setBody)(now.slice(0, from) + text + now.slice(to));
    // After the menu gave the focus back, and after the text is there.
    setTimeout(() => {
      field?.focus();
      field?.setSelectionRange(from + text.length, from + text.length);
    }, 0);
  }

  async function save() {
    if (busy) return;
    const wanted = name.trim();
    setProblem(undefined);
    setNameProblem(wanted === "" ? "write a name, as you want to find it when you write" : undefined);
    if (wanted === "") return;
    setBusy(true);
    try {
      const values = { name: wanted, kind, subject: subject.trim(), body };
      const answer = await call("template_save", { id: template?.id ?? null, ...values });
      setAnswer(client, "template_list", {}, answer);
      say(`saved “${wanted}”`);
      const saved =
        answer.templates.find(({ id }) => id === template?.id) ??
        answer.templates.findLast((each) => each.name === wanted);
      if (saved) onSaved(saved);
    } catch (error) {
      setProblem(asFailure(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="flex flex-col gap-4">
      <div className="-ml-2 flex items-center gap-1">
        <IconButton label="Back to the templates" onClick={onClose}>
          <ArrowLeft size={15} />
        </IconButton>
        <h2 ref={takeFreeFocus} tabIndex={-1} className="font-semibold outline-none">
          {template ? template.name : "New template"}
        </h2>
      </div>
      <form
        noValidate
        aria-label={template ? `Template ${template.name}` : "New template"}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
          event.preventDefault();
          void save();
        }}
      >
        <div className="grid gap-3 @3xl:grid-cols-[1fr_200px]">
          <FormField label="Name" required problem={nameProblem}>
            {(control) => (
              <Input
                {...control}
                autoFocus={!template}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </FormField>
          <FormField label="For">
            {(control) => (
              <Select
                {...control}
                invalid={false}
                value={kind ?? EVERY}
                options={[
                  ...kinds
                    .filter((def) => def.kind !== "task")
                    .map((def) => ({ value: def.kind, label: def.plural })),
                  { value: EVERY, label: "Everything" },
                ]}
                onChange={(next) => setKind(next === EVERY ? null : (next as Kind))}
              />
            )}
          </FormField>
        </div>
        <FormField label="Subject" hint="Left empty, the email keeps the subject it has.">
          {(control) => (
            <Input
              {...control}
              ref={subjectField}
              value={subject}
              onFocus={() => (last.current = "subject")}
              onChange={(event) => setSubject(event.target.value)}
            />
          )}
        </FormField>
        <FormField
          label="Text"
          hint="Placeholders like {{first_name}} are filled with what the entity holds; what it lacks is said before you send."
        >
          {(control) => (
            <TextArea
              {...control}
              ref={bodyField}
              rows={10}
              value={body}
              onFocus={() => (last.current = "body")}
              onChange={(event) => setBody(event.target.value)}
            />
          )}
        </FormField>
        {problem && (
          <p role="alert" className="text-danger">
            {sentence(problem)}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" disabled={busy || !changed}>
            Save
          </Button>
          <Menu
            trigger={
              <Button icon={<Braces size={13} className="text-ink-3" aria-hidden />}>
                Insert a placeholder
                <ChevronDown size={13} className="text-ink-3" aria-hidden />
              </Button>
            }
          >
            {placeholders(kinds, kind).map((each) => (
              <MenuAction key={each.key} onSelect={() => insert(each)}>
                <span className="flex items-baseline gap-4">
                  <span className="flex-1 truncate">{each.label}</span>
                  <span className="font-mono text-sm text-ink-3">{written(each)}</span>
                </span>
              </MenuAction>
            ))}
          </Menu>
        </div>
      </form>
      <TemplatePreview kind={kind} subject={subject} body={body} />
    </div>
  );
}
