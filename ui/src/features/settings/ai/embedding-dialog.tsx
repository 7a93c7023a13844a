import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toaster";
import type { EmbeddingChoice, EmbeddingNotice, EmbeddingState } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { commandQuery, setAnswer } from "@/ipc/use-command";
import { count, number } from "@/lib/count";
import { sentence } from "@/lib/sentence";

type Offer = EmbeddingState["offered"][number];

type Props = {
  offer: Offer;
  /** Whether the keychain has the key for it, as it has while it is in use. */
  keyKept: boolean;
  onClose: () => void;
};

/** What has to be read before texts leave to be embedded. Nothing leaves until it was and is said so. */
export function EmbeddingDialog({ offer, keyKept, onClose }: Props) {
  const client = useQueryClient();
  const [model, setModel] = useState(offer.model);
  // What is shown is of the model that was asked about, not of every letter typed.
  const [asked, setAsked] = useState(offer.model);
  const choice = { ...offer.choice, model: asked } as EmbeddingChoice;
  const {
    data: notice,
    error,
    refetch,
    // Of now, not of when it was last asked: there may be more texts since.
  } = useQuery({
    ...commandQuery("embedding_notice", choice),
    staleTime: 0,
    gcTime: 0,
    enabled: asked !== "",
  });
  // What was read, not that something was: another notice has to be read again.
  const [read, setRead] = useState<string>();
  const [key, setKey] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const cancel = useRef<HTMLButtonElement>(null);
  const box = useId();
  const current = model.trim() === asked;
  const known = notice !== undefined && current && !error;
  const needsKey = choice.by === "openai" && !keyKept;
  const ready = known && read === notice.digest && !busy && !(needsKey && key.trim() === "");

  /** Leads to what is missing instead, as long as something is. */
  async function accept() {
    if (!ready) {
      const dialog = cancel.current?.closest("[role=alertdialog]");
      const missing = !known || read !== notice.digest ? "[role=checkbox]" : "input[type=password]";
      if (!busy) dialog?.querySelector<HTMLElement>(missing)?.focus();
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      const given = key.trim() === "" ? null : key.trim();
      const state = await call("embedding_set", { choice, acknowledged: notice.digest, key: given });
      setAnswer(client, "embedding_state", {}, state);
      say(`${state.host ?? offer.label} makes the vectors from now on`);
      onClose();
    } catch (failure) {
      setProblem(asFailure(failure).message);
      setBusy(false);
      // There may be more or less to read by now.
      void refetch();
    }
  }

  return (
    <AlertDialog
      title={`Send texts to ${offer.host ?? offer.label}?`}
      wayOut={cancel}
      onCancel={onClose}
      answers={
        <>
          {/* oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the checkbox in it is its control */}
          <label htmlFor={box} className="flex flex-1 items-center gap-2">
            <Checkbox
              id={box}
              checked={known && read === notice.digest}
              onChange={(on) => setRead(on && known ? notice.digest : undefined)}
            />
            I have read this
          </label>
          <Button
            large
            ref={cancel}
            className="focus:outline-2 focus:outline-offset-2 focus:outline-focus"
            onClick={onClose}
          >
            Cancel
          </Button>
          <Button large variant="primary" aria-disabled={!ready} onClick={() => void accept()}>
            {busy ? "Trying it first…" : "Send and re-embed"}
          </Button>
        </>
      }
    >
      {problem !== undefined && (
        <Notice tone="danger" title="Nothing was changed">
          {problem}
        </Notice>
      )}
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(model.trim());
          setRead(undefined);
        }}
      >
        <div className="min-w-0 flex-1">
          <FormField label="Model" required>
            {(control) => (
              <Input
                {...control}
                placeholder="As the provider names it"
                value={model}
                onChange={(event) => setModel(event.target.value)}
              />
            )}
          </FormField>
        </div>
        <Button type="submit" className="h-8" disabled={current || model.trim() === ""}>
          Show what leaves
        </Button>
      </form>
      {!current || asked === "" ? (
        <p className="text-ink-2">
          {model.trim() === ""
            ? "Name the model that makes the vectors."
            : "Show what leaves with this model before you say yes."}
        </p>
      ) : error ? (
        <Notice
          tone="danger"
          title="What would leave cannot be said, so nothing can"
          actions={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {error.message}
        </Notice>
      ) : notice ? (
        <Read notice={notice} />
      ) : (
        <div aria-busy className="h-56" />
      )}
      {choice.by === "openai" && (
        <FormField
          label="Key of OpenAI"
          required={needsKey}
          hint={
            needsKey
              ? "It goes into the keychain and never comes back into a window."
              : "Leave it empty to use the one in the keychain."
          }
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="new-password"
              value={key}
              onChange={(event) => setKey(event.target.value)}
            />
          )}
        </FormField>
      )}
    </AlertDialog>
  );
}

function Read({ notice }: { notice: EmbeddingNotice }) {
  return (
    <>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt className="text-ink-3">To</dt>
        <dd className="selectable font-medium">{notice.host}</dd>
        <dt className="text-ink-3">Now</dt>
        <dd>
          {count(notice.texts, "text")}, about {number(notice.tokens_estimated)} tokens
        </dd>
        <dt className="text-ink-3">Then</dt>
        <dd>whatever changes, as it changes</dd>
      </dl>
      <Sentences title="What leaves" all={notice.leaves} />
      <Sentences title="What stays" all={notice.stays} />
    </>
  );
}

function Sentences({ title, all }: { title: string; all: readonly string[] }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <h3 id={id} className="font-semibold">
        {title}
      </h3>
      <ul className="selectable flex list-disc flex-col gap-1 pl-5 text-ink-2">
        {all.map((each) => (
          <li key={each}>{sentence(each)}</li>
        ))}
      </ul>
    </section>
  );
}
