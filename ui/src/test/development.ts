import type { BlockedReason, Phase } from "@/ipc/bindings";
import type { Transport } from "@/ipc/transport";
import { FakeWorkspace } from "./fake-workspace";
import { sampleEntities } from "./sample";
import { sampleLog } from "./sample-audit";
import { addSampleConfirmations } from "./sample-confirmations";
import { addSampleConversations, addSampleEndings } from "./sample-chat";
import { addSampleEmails } from "./sample-mail";
import { addSampleSummaries } from "./sample-summaries";

const FOLDER = "/home/dana/Workestra";

/**
 * A workspace in memory for `npm run dev`. The address says which screen: `?phase=first_run`, `?phase=blocked:damaged`,
 * `?embedding`, `?theme=dark`, `?tickets=20000`, `?empty`, `?mail` (sending is set up), `?mail=busy` (and emails are on their way),
 * `?chat` (the assistant is set up), `?chat=off`, `?chat=key`, `?chat=300` (with a conversation of so many questions),
 * `?chat=ends` (with one in which everything ended in each way),
 * `?confirm` (three changes wait; also of `/confirm.html`), `?audit=230` (rows of the log).
 */
export function developmentTransport(): Transport {
  const asked = new URLSearchParams(window.location.search);
  const entities = asked.has("empty") ? [] : sampleEntities(Number(asked.get("tickets") ?? 400));
  const fake = new FakeWorkspace(entities);
  const theme = asked.get("theme");
  if (theme === "dark" || theme === "light") fake.settings.theme = theme;
  if (asked.has("compact")) fake.settings.compact = true;
  fake.settings.panel.open = true;
  if (asked.has("embedding")) {
    fake.status = {
      text: { state: "building", done: 3120, total: 10_400 },
      vectors: { state: "embedding", done: 812, total: 10_400, paused: false },
    };
  }
  const mail = asked.get("mail");
  if (mail !== null) fake.mail.ready({ signature: "Dana Brandt\nBrook & Sons, Köln" }).automatic = true;
  if (mail === "busy") addSampleEmails(fake.mail);
  const chat = asked.get("chat");
  if (chat !== null) setChatUp(fake, chat);
  if (asked.has("confirm")) addSampleConfirmations(fake.confirming);
  fake.provider.log = sampleLog(Number(asked.get("audit") ?? 0));
  const [phase, reason] = (asked.get("phase") ?? "").split(":");
  const entered = phaseCalled(phase ?? "", reason);
  if (entered) fake.phase = entered;
  return fake;
}

function phaseCalled(phase: string, reason: string | undefined): Phase | undefined {
  switch (phase) {
    case "first_run":
      return { phase, folder: FOLDER, keychain_problem: null };
    case "opening":
      return { phase, step: "filling the sample workspace" };
    case "confirm_recovery_code":
      return { phase, name: "Brook & Sons" };
    case "blocked":
      return {
        phase,
        name: "Brook & Sons",
        path: `${FOLDER}/brook`,
        reason: (reason ?? "key_missing") as BlockedReason,
        message: "the keychain holds no key for “Brook & Sons”: open it with its recovery code",
      };
    default:
      return undefined;
  }
}

function setChatUp({ chat, confirming, provider, summaries }: FakeWorkspace, how: string) {
  provider.ready(
    how === "off"
      ? {
          rules: { ...provider.state.rules, on: false },
          problem: "AI is switched off: switch it on in Settings, AI",
        }
      : how === "key"
        ? { has_key: false, problem: "no key is in the keychain: enter it in Settings, AI" }
        : {},
  );
  chat.automatic = 180;
  summaries.automatic = 1500;
  addSampleSummaries(summaries);
  addSampleConversations(chat, Number(how) || 0);
  if (how === "ends") addSampleEndings(chat, confirming);
}
