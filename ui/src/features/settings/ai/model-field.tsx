import { useId } from "react";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import type { Model, ProviderOffer } from "@/ipc/bindings";
import { count } from "@/lib/count";

type Props = {
  offer: ProviderOffer;
  value: string;
  /** The provider's own list, once it was loaded. */
  models: readonly Model[] | undefined;
  loading: boolean;
  problem: string | undefined;
  onChange: (model: string) => void;
  onLoad: () => void;
};

/** The model: from the provider's own list, or written as the provider names it. */
export function ModelField({ offer, value, models, loading, problem, onChange, onLoad }: Props) {
  const listed = useId();
  const chat = models?.filter(({ used_for }) => used_for === "chat");
  const known = chat ?? offer.suggested_models.map((id) => ({ id, label: id }));
  const wanted = value.trim().toLowerCase();
  // Typing narrows the list; a model that is chosen leaves it whole.
  const exact = known.some(({ id }) => id.toLowerCase() === wanted);
  const shown = exact
    ? known
    : known.filter(({ id, label }) => `${id} ${label}`.toLowerCase().includes(wanted));
  return (
    <div className="flex flex-col gap-1.5">
      <FormField label="Model" required problem={problem}>
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              className="min-w-0 flex-1"
              placeholder="As the provider names it"
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
            <Button className="h-8" aria-disabled={loading} onClick={onLoad}>
              {loading && <Spinner size={13} />}
              Load models
            </Button>
          </div>
        )}
      </FormField>
      {known.length > 0 && (
        <>
          <p id={listed} className="text-sm text-ink-3">
            {chat
              ? `${count(chat.length, "model")} for conversations in the provider’s list`
              : "Often used; load the provider’s own list to see all"}
          </p>
          <ul
            aria-labelledby={listed}
            className="flex max-h-44 flex-col gap-px overflow-y-auto rounded-md border p-1"
          >
            {shown.map(({ id, label }) => (
              <li key={id}>
                <button
                  type="button"
                  aria-pressed={id === value.trim()}
                  onClick={() => onChange(id)}
                  className="ring-inset-focus flex min-h-7 w-full flex-wrap items-center gap-x-3 rounded-sm px-2 text-left hover:bg-hover aria-pressed:bg-selected"
                >
                  <span className="font-medium">{label}</span>
                  {label !== id && <span className="min-w-0 truncate text-ink-3">{id}</span>}
                </button>
              </li>
            ))}
            {shown.length === 0 && (
              <li className="px-2 py-1 text-ink-3">
                No model in the list is called so. Testing says whether the provider has it.
              </li>
            )}
          </ul>
        </>
      )}
      {chat?.length === 0 && (
        <p className="text-sm text-ink-3">
          The provider lists no model for conversations. Write the name of one that you know of.
        </p>
      )}
    </div>
  );
}
