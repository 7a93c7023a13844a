import type { AiState } from "@/ipc/bindings";
import type { Availability } from "@/components/assistant/ai-availability";
import { AiSign } from "@/components/assistant/ai-sign";
import { providerName } from "@/components/assistant/provider-names";
import { Button } from "@/components/ui/button";
import { Empty, Notice } from "@/components/ui/notice";
import { sentence } from "@/lib/sentence";
import { useOpenAiSettings } from "./use-open-ai-settings";

type Props = { availability: Availability; state: AiState | undefined };

/** Instead of a conversation: what this would be, why it is not, and the way to it. */
export function ChatClosed({ availability, state }: Props) {
  const openSettings = useOpenAiSettings();
  const { title, text, act } = words(availability, state);
  return (
    <Empty
      icon={<AiSign size={22} />}
      title={title}
      actions={
        <Button variant="primary" large onClick={openSettings}>
          {act}
        </Button>
      }
    >
      <div className="flex flex-col gap-2">
        {text.map((each) => (
          <p key={each}>{each}</p>
        ))}
      </div>
    </Empty>
  );
}

/** Instead of the composer, below a conversation that can still be read. */
export function ChatHindered({ availability, state }: Props) {
  const openSettings = useOpenAiSettings();
  const { title, text } = words(availability, state);
  return (
    <div className="shrink-0 border-t p-3">
      <Notice tone="warn" title={title} actions={<Button onClick={openSettings}>AI settings</Button>}>
        {text[0] ?? ""}
      </Notice>
    </div>
  );
}

function words(
  availability: Availability,
  state: AiState | undefined,
): { title: string; text: string[]; act: string } {
  switch (availability) {
    case "off":
      return {
        title: "AI is switched off",
        text: [
          "Nothing is sent anywhere. Your conversations are kept, and an administrator can switch it on.",
        ],
        act: "Open AI settings",
      };
    case "no_key":
      return {
        title: `${state?.provider ? providerName(state.provider.id) : "The provider"} needs a key`,
        text: [
          sentence(state?.problem ?? "there is no key in the keychain"),
          "It goes into the keychain and nowhere else.",
        ],
        act: "Enter the key",
      };
    case "hindered":
      return {
        title: "The assistant cannot be used now",
        text: [sentence(state?.problem ?? "look into its settings")],
        act: "Open AI settings",
      };
    default:
      return {
        title: "AI is off",
        text: [
          "With a provider of your own you can ask about your work here: what is open on a deal, whom to call, what was said. It reads what you may read, and changes nothing unless you say yes.",
          "Until you set one up, nothing leaves this machine.",
        ],
        act: "Set up AI",
      };
  }
}
