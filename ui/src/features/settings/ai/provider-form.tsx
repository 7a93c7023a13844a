import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { providerInUse } from "@/components/assistant/provider-names";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toaster";
import type { AiState, Model, ProviderChecked, ProviderOffer } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { setAnswer } from "@/ipc/use-command";
import { sentence } from "@/lib/sentence";
import { KeyField } from "./key-field";
import { ModelField } from "./model-field";
import {
  chosen,
  draftOf,
  hostOf,
  keyIsThere,
  problemOf,
  providerFrom,
  type ProviderDraft,
  type ProviderProblem,
} from "./provider-draft";
import { ProviderList } from "./provider-list";
import { ProviderTrial } from "./provider-trial";

type Busy = "models" | "test" | "save";
type Trial = { of: "test" | "save"; checked: ProviderChecked | "running" };

/** Who answers, with which key and which model. Whatever is saved was tried first. */
export function ProviderForm({ state, offers }: { state: AiState; offers: readonly ProviderOffer[] }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(state.provider));
  const [key, setKey] = useState("");
  const [replacing, setReplacing] = useState(false);
  const [models, setModels] = useState<readonly Model[]>();
  const [trial, setTrial] = useState<Trial>();
  const [problem, setProblem] = useState<ProviderProblem | string>();
  const [busy, setBusy] = useState<Busy>();
  // What was asked about a draft says nothing about the one that it became meanwhile.
  const edition = useRef(0);
  const offer = offers.find(({ id }) => id === draft.id);
  const kept = keyIsThere(draft, state);
  const at = (field: ProviderProblem["field"]) =>
    typeof problem === "object" && problem.field === field ? problem.message : undefined;

  function touched() {
    edition.current += 1;
    setProblem(undefined);
    setTrial(undefined);
  }

  function change(part: Partial<ProviderDraft>) {
    touched();
    setDraft((before) => ({ ...before, ...part }));
  }

  function choose(next: ProviderOffer) {
    change(chosen(next, state.provider));
    setKey("");
    setReplacing(false);
    setModels(undefined);
  }

  /** What was typed as the core takes it, or the problem shown at its place. */
  function typed(needsModel: boolean) {
    const provider = providerFrom(draft);
    const wrong =
      problemOf(draft, offer, kept || key.trim() !== "") ??
      (needsModel && draft.model.trim() === ""
        ? { field: "model" as const, message: "choose a model, or write its name" }
        : undefined);
    setProblem(wrong);
    if (wrong || !provider) return undefined;
    return { provider, key: key.trim() === "" ? null : key.trim() };
  }

  async function during(what: Busy, run: () => Promise<void>) {
    setBusy(what);
    try {
      await run();
    } catch (error) {
      setTrial(undefined);
      setProblem(asFailure(error).message);
    } finally {
      setBusy(undefined);
    }
  }

  function load() {
    const input = typed(false);
    if (!input || busy) return;
    const asked = edition.current;
    void during("models", async () => {
      const listed = await call("provider_models", input);
      if (asked === edition.current) setModels(listed.models);
    });
  }

  function test() {
    const input = typed(true);
    if (!input || busy) return;
    setTrial({ of: "test", checked: "running" });
    const asked = edition.current;
    void during("test", async () => {
      const checked = await call("provider_check", input);
      if (asked === edition.current) setTrial({ of: "test", checked });
    });
  }

  function save() {
    const input = typed(true);
    if (!input || busy) return;
    setTrial({ of: "save", checked: "running" });
    const asked = edition.current;
    void during("save", async () => {
      const { checked, state: next } = await call("provider_set", input);
      if (asked === edition.current) setTrial({ of: "save", checked });
      setAnswer(client, "ai_state", {}, next);
      if (!checked.usable) return;
      setKey("");
      setReplacing(false);
      say(`${providerInUse(input.provider)} is in use`);
    });
  }

  const failed = trial?.of === "save" && trial.checked !== "running" && !trial.checked.usable;
  return (
    <form
      noValidate
      aria-label="Who answers"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <ProviderList offers={offers} value={draft.id} inUse={state.provider?.id ?? null} onChoose={choose} />
      {at("provider") && (
        <p role="alert" className="text-sm text-danger">
          {sentence(at("provider") ?? "")}
        </p>
      )}
      {offer && (
        <>
          {offer.id === "custom" && <OwnServer draft={draft} problem={at("base_url")} onChange={change} />}
          <KeyField
            offer={offer}
            kept={kept && !replacing}
            replacing={replacing}
            value={key}
            problem={at("key")}
            onChange={(next) => {
              touched();
              setKey(next);
            }}
            onReplace={setReplacing}
            onRevoked={() => {
              setDraft(draftOf(null));
              setModels(undefined);
              setTrial(undefined);
            }}
          />
          <ModelField
            offer={offer}
            value={draft.model}
            models={models}
            loading={busy === "models"}
            problem={at("model")}
            onChange={(model) => change({ model })}
            onLoad={load}
          />
        </>
      )}
      {typeof problem === "string" && (
        <Notice
          tone="danger"
          title={offer ? `${hostOf(draft.base_url) ?? offer.label} was not reached` : "Failed"}
        >
          {problem}
        </Notice>
      )}
      {trial && <ProviderTrial checked={trial.checked} host={hostOf(draft.base_url) ?? ""} />}
      {failed && (
        <Notice tone="warn" title="Nothing was changed">
          {state.provider
            ? `${providerInUse(state.provider)} stays in use, with its key.`
            : "No provider is in use. Put right what failed above, and save again."}
        </Notice>
      )}
      {offer && (
        <div className="flex flex-wrap items-center gap-2 pt-1">
          <Button type="submit" variant="primary" aria-disabled={busy !== undefined}>
            {busy === "save" ? "Trying it first…" : "Save"}
          </Button>
          <Button onClick={test} aria-disabled={busy !== undefined}>
            {busy === "test" ? "Testing…" : "Test"}
          </Button>
          <p className="min-w-0 flex-1 text-sm text-ink-3">
            Saving tries it first. A trial sends a few made-up words and nothing of your workspace.
          </p>
        </div>
      )}
    </form>
  );
}

type OwnServerProps = {
  draft: ProviderDraft;
  problem: string | undefined;
  onChange: (part: Partial<ProviderDraft>) => void;
};

/** A server of one's own, and whether it is where no provider's would be. */
function OwnServer({ draft, problem, onChange }: OwnServerProps) {
  return (
    <>
      <FormField
        label="Base URL"
        required
        problem={problem}
        hint="Of a server that speaks OpenAI’s Chat Completions, without the path of an endpoint."
      >
        {(control) => (
          <Input
            {...control}
            inputMode="url"
            placeholder="https://llm.company.com/v1"
            value={draft.base_url}
            onChange={(event) => onChange({ base_url: event.target.value })}
          />
        )}
      </FormField>
      {/* oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the checkbox in it is its control */}
      <label className="flex w-fit items-center gap-2">
        <Checkbox checked={draft.allow_private} onChange={(allow_private) => onChange({ allow_private })} />
        It is on this machine or in my own network
      </label>
      {draft.allow_private && (
        <Notice tone="warn" title="Only for a server that you run yourself">
          Private addresses and connections without encryption are let through then, so whoever is in that
          network could read along. What is masked stays masked.
        </Notice>
      )}
    </>
  );
}
