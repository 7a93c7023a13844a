import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import type { ProviderId, ProviderOffer } from "@/ipc/bindings";
import { hostOf } from "./provider-draft";

type Props = {
  offers: readonly ProviderOffer[];
  value: ProviderId | null;
  inUse: ProviderId | null;
  onChoose: (offer: ProviderOffer) => void;
};

/** The providers in plain rows, each with the host that it would be sent to. */
export function ProviderList({ offers, value, inUse, onChoose }: Props) {
  return (
    <RadioGroup
      aria-label="Provider"
      value={value}
      onValueChange={(next) => {
        const offer = offers.find(({ id }) => id === next);
        if (offer) onChoose(offer);
      }}
      className="flex flex-col divide-y overflow-hidden rounded-md border"
    >
      {offers.map((offer) => (
        // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the radio in it is its control
        <label
          key={offer.id}
          className="flex h-9 items-center gap-2.5 px-3 hover:bg-hover has-[[data-checked]]:bg-selected"
        >
          <Radio.Root
            value={offer.id}
            className="inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-line-2 bg-ground data-[checked]:border-accent data-[checked]:bg-accent"
          >
            <Radio.Indicator className="size-1.5 rounded-full bg-accent-ink" />
          </Radio.Root>
          <span className="min-w-28 font-medium">{offer.label}</span>
          <span className="min-w-0 flex-1 truncate text-ink-3">
            {hostOf(offer.base_url) ?? "a server that speaks the same language"}
          </span>
          {offer.id === inUse && <span className="text-sm text-good">in use</span>}
        </label>
      ))}
    </RadioGroup>
  );
}
