import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import { say, sayProblem } from "@/components/ui/toaster";
import type { EmbeddingChoice, EmbeddingState } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { setAnswer, useCommand } from "@/ipc/use-command";
import { number } from "@/lib/count";
import { sentence } from "@/lib/sentence";
import { Line } from "../settings-parts";
import { EmbeddingDialog } from "./embedding-dialog";

type Offer = EmbeddingState["offered"][number];

/** Who makes the vectors that find things by meaning: this device, unless somebody was told what leaves otherwise. */
export function AiVectors({ mayConfigure }: { mayConfigure: boolean }) {
  const { data: state, error } = useCommand("embedding_state", {});
  const [asking, setAsking] = useState<Offer>();
  const toDevice = useBackToDevice();
  if (error)
    return (
      <Notice tone="danger" title="Who makes the vectors cannot be read">
        {error.message}
      </Notice>
    );
  // The rows' room, so that nothing jumps when they come.
  if (!state) return <div aria-busy className="h-[132px]" />;
  const away = state.choice.by !== "device";
  const inUse = state.offered.find(({ choice, available }) => available && choice.by === state.choice.by);
  return (
    <div className="flex flex-col gap-3">
      {mayConfigure ? (
        <Offers
          state={state}
          onChoose={(offer) => {
            if (offer.choice.by === "device") void toDevice();
            else setAsking(offer);
          }}
        />
      ) : (
        <div className="flex flex-col">
          <Line label="Made by">{away ? `${state.model} at ${state.host ?? ""}` : "This device"}</Line>
        </div>
      )}
      <Progress state={state}>
        {mayConfigure && away && (
          <>
            {inUse && <Button onClick={() => setAsking(inUse)}>Another model…</Button>}
            <Button onClick={() => void toDevice()}>Back to this device</Button>
          </>
        )}
      </Progress>
      {asking && (
        <EmbeddingDialog
          offer={asking}
          keyKept={asking.choice.by === state.choice.by}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}

function useBackToDevice() {
  const client = useQueryClient();
  return async () => {
    try {
      const choice = { by: "device" } as const;
      // Nothing leaves by it, so there is nothing to be read before.
      const state = await call("embedding_set", { choice, acknowledged: "", key: null });
      setAnswer(client, "embedding_state", {}, state);
      say("this device makes the vectors again: no text leaves for them");
    } catch (error) {
      sayProblem(error);
    }
  };
}

/** The choices in plain rows, each with where texts would go. Choosing one that sends asks first. */
function Offers({ state, onChoose }: { state: EmbeddingState; onChoose: (offer: Offer) => void }) {
  return (
    <RadioGroup
      aria-label="Who makes the vectors"
      value={nameOf(state.choice)}
      onValueChange={(next) => {
        const offer = state.offered.find(({ choice }) => nameOf(choice) === next);
        if (offer) onChoose(offer);
      }}
      className="flex flex-col divide-y overflow-hidden rounded-md border"
    >
      {state.offered.map((offer) => {
        const { choice, label, host, model, available, why_not } = offer;
        const name = nameOf(choice);
        const inUse = name === nameOf(state.choice);
        return (
          // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the radio in it is its control
          <label
            key={name}
            className="flex min-h-10 items-center gap-2.5 px-3 py-1.5 not-has-[[data-disabled]]:hover:bg-hover has-[[data-checked]]:bg-selected"
          >
            <Radio.Root
              value={name}
              disabled={!available && !inUse}
              className="inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-line-2 bg-ground data-[checked]:border-accent data-[checked]:bg-accent data-[disabled]:opacity-50"
            >
              <Radio.Indicator className="size-1.5 rounded-full bg-accent-ink" />
            </Radio.Root>
            <span className={available ? "min-w-28 font-medium" : "min-w-28 font-medium text-ink-3"}>
              {label}
            </span>
            <span className="min-w-0 flex-1 text-ink-3">
              {available || why_not === null ? (
                <span className="block truncate" title={model}>
                  {host === null ? "nothing leaves" : `masked texts go to ${host}`}
                  {` · ${model === "" ? "a model that you name" : model}`}
                </span>
              ) : (
                sentence(why_not)
              )}
            </span>
            {inUse && <span className="text-sm text-good">in use</span>}
          </label>
        );
      })}
    </RadioGroup>
  );
}

/** How far the vectors are, and beside it what can be done about who makes them. */
function Progress({ state, children }: { state: EmbeddingState; children: ReactNode }) {
  const vectors = useCommand("search_status", {}).data?.status.vectors;
  const { done, total, host } = state;
  const going = done < total;
  // Switched off, or without its key: nothing is under way, whatever is missing.
  if (vectors?.state === "no_model")
    return (
      <Notice tone="warn" title="Nothing makes vectors now; search goes on by words" actions={children}>
        {vectors.message}
      </Notice>
    );
  if (!going && host === null) return null;
  const where = host ?? "this device";
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <div role="status" className="flex min-w-48 flex-1 flex-col gap-1.5">
        <span className="text-ink-2 tabular-nums">
          {going
            ? `Embedding at ${where}: ${number(done)} of ${number(total)}. Search goes on, by words where vectors are missing.`
            : `All ${number(total)} are embedded at ${where}.`}
        </span>
        {going && <ProgressBar label={`Embedding at ${where}`} done={done} total={total} />}
      </div>
      {children}
    </div>
  );
}

/** A choice as one word, for the group of radios. */
function nameOf(choice: EmbeddingChoice): string {
  return choice.by === "device" ? choice.by : `${choice.by} ${choice.model}`;
}
