import { useQueryClient } from "@tanstack/react-query";
import { ArrowUp, ListPlus, Paperclip, Square } from "lucide-react";
import {
  memo,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from "react";
import { Button, IconButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Tooltip } from "@/components/ui/tooltip";
import type { Hit, MessageSend, Profile } from "@/ipc/bindings";
import { asFailure } from "@/ipc/call";
import { useFileDrop } from "@/ipc/use-file-drop";
import { cx } from "@/lib/cx";
import { isComposing } from "@/lib/keys";
import { useChatDraft } from "./chat-drafts";
import { asSent, useFiles } from "./chat-files";
import { composerCall, current, mentioned } from "./chat-store";
import { ContextChips } from "./context-chips";
import { FileChips } from "./file-chips";
import { enqueue } from "./kept-queue";
import { MentionList, optionId } from "./mention-list";
import { mentionAt, withReference } from "./mentions";
import { forgetProfile, useProfile } from "./profile";
import { ProfileChoice } from "./profile-choice";
import { PromptList, promptOptionId } from "./prompt-list";
import { matching, promptsFor, slashAt, withPrompt, type Prompt } from "./prompts";
import { send } from "./sending";
import type { InView } from "./suggestions";
import { useContext } from "./use-in-view";
import { useMention } from "./use-mention";
import { useOffline } from "./use-offline";
import { WhatLeaves } from "./what-leaves";

type Props = {
  /** The conversation; none for one that is not begun. */
  id: string | null;
  /** What was typed in it before this window. */
  kept: string | null;
  /** Whether an answer is being written. */
  running: boolean;
  /** Whether it was stopped and has not ended yet. */
  stopping: boolean;
  /** The message that what is written follows. */
  parent: string | null;
  /** Which tools the model was shown for the last message of the person. */
  lastProfile: Profile | null;
  inView: InView;
  onStop: () => void;
};

/** Where one writes: Enter sends or queues, `@` mentions, `/` offers prompts, and what would leave stands below. */
export const Composer = memo(function Composer(props: Props) {
  const { id, kept, running, stopping, parent, lastProfile, inView, onStop } = props;
  const client = useQueryClient();
  const [text, setText] = useChatDraft(id, kept);
  const { chips, closed, remove } = useContext(inView);
  const [profile, setProfile] = useProfile(id, lastProfile);
  const { files, reading, problem: unread, ...enclosing } = useFiles(id);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [caret, setCaret] = useState(0);
  const [dismissed, setDismissed] = useState<number>();
  const field = useRef<HTMLTextAreaElement>(null);
  const over = useFileDrop((paths) => void enclosing.add(paths), FILE_DROP);
  const list = useId();
  const offline = useOffline();

  const typed = mentionAt(text, caret);
  const mention = typed && typed.from !== dismissed ? typed : undefined;
  const { hits, at, setAt } = useMention(mention);
  const slash = mention || dismissed === 0 ? undefined : slashAt(text, caret);
  const prompts = slash ? matching(promptsFor(inView), slash.words) : [];
  const [promptAt, setPromptAt] = useState(0);

  useEffect(() => {
    const focus = () => field.current?.focus({ preventScroll: true });
    focus();
    const stop = composerCall.subscribe(focus);
    return () => void stop();
  }, []);
  useLayoutEffect(() => {
    if (field.current) fit(field.current, text);
  }, [text]);

  const said = text.trim();
  const context = chips.map((chip) => chip.id).join(" ");
  const message = useMemo<MessageSend | undefined>(
    () =>
      said === ""
        ? undefined
        : {
            conversation: id,
            parent,
            text: said,
            context: context === "" ? [] : context.split(" "),
            files: asSent(files),
            files_of: null,
            profile,
          },
    [said, id, parent, context, files, profile],
  );

  async function submit() {
    if (!message || sending || reading !== undefined) return;
    setProblem(undefined);
    if (running && id !== null) {
      enqueue(id, { text: said, context: chips, files: asSent(files), profile });
      clear();
      return;
    }
    setSending(true);
    try {
      const after = await send(client, message);
      clear();
      current.set(after.head.id);
    } catch (error) {
      // What was typed stays where it is.
      setProblem(asFailure(error).message);
    } finally {
      setSending(false);
    }
  }

  function clear() {
    setText("");
    mentioned.set([]);
    enclosing.clear();
    // What was chosen is on the message, and the next one begins with it.
    forgetProfile(id);
  }

  function pick(hit: Hit) {
    if (!mention) return;
    const next = withReference(text, mention, hit.reference);
    setText(next.text);
    setCaret(next.caret);
    mentioned.set([
      ...mentioned.get().filter((each) => each.id !== hit.id),
      { id: hit.id, reference: hit.reference, title: hit.title },
    ]);
    requestAnimationFrame(() => field.current?.setSelectionRange(next.caret, next.caret));
  }

  function begin(prompt: Prompt) {
    if (!slash) return;
    const next = withPrompt(text, slash, prompt);
    setText(next.text);
    setCaret(next.to);
    requestAnimationFrame(() => field.current?.setSelectionRange(next.from, next.to));
  }

  /** What is offered over the field now, whichever list it is. */
  function offered() {
    const hit = mention ? hits[at] : undefined;
    if (hit) return { at, count: hits.length, from: mention?.from, point: setAt, take: () => pick(hit) };
    const prompt = prompts[promptAt];
    if (!prompt) return undefined;
    return { at: promptAt, count: prompts.length, from: 0, point: setPromptAt, take: () => begin(prompt) };
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isComposing(event.nativeEvent)) return;
    const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    const offer = offered();
    if (offer && plain && event.key === "ArrowDown") offer.point((offer.at + 1) % offer.count);
    else if (offer && plain && event.key === "ArrowUp")
      offer.point((offer.at - 1 + offer.count) % offer.count);
    else if (offer && plain && (event.key === "Enter" || event.key === "Tab")) offer.take();
    else if (offer && event.key === "Escape") setDismissed(offer.from);
    else if (event.key === "Enter" && !event.shiftKey && !event.altKey) void submit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      data-file-drop={FILE_DROP}
      className={cx(
        "flex shrink-0 flex-col gap-1.5 border-t px-3 pt-2 pb-2",
        over && "outline-2 -outline-offset-4 outline-accent outline-dashed",
      )}
    >
      {problem !== undefined && (
        <Notice tone="danger" title="It was not sent">
          {problem}
        </Notice>
      )}
      {unread !== undefined && <Notice tone="danger">{unread}</Notice>}
      {offline && (
        <Notice>
          This machine is offline. What you write is kept; answers need the connection to the provider.
        </Notice>
      )}
      <ContextChips
        chips={chips}
        onRemove={(chip) => {
          remove(chip);
          // Its button goes with it, and the focus would, too.
          field.current?.focus({ preventScroll: true });
        }}
      />
      <FileChips
        files={files}
        reading={reading}
        onRemove={(file) => {
          enclosing.remove(file.id);
          field.current?.focus({ preventScroll: true });
        }}
      />
      {closed && (
        <p className="text-sm text-ink-3">
          {closed.plural} are closed to AI here, so what is on the page does not go with the message.
        </p>
      )}
      <div className="relative">
        <MentionList id={list} hits={mention ? hits : []} at={at} onPoint={setAt} onPick={pick} />
        <PromptList
          id={`${list}-prompts`}
          prompts={prompts}
          at={promptAt}
          onPoint={setPromptAt}
          onPick={begin}
        />
        <div className="flex items-end gap-1 rounded-md border border-line-2 bg-ground focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus">
          <textarea
            ref={field}
            rows={1}
            aria-label="Message to the assistant"
            aria-autocomplete="list"
            aria-controls={prompts.length > 0 ? `${list}-prompts` : list}
            aria-activedescendant={
              mention && hits[at]
                ? optionId(list, hits[at])
                : prompts[promptAt] && promptOptionId(`${list}-prompts`, prompts[promptAt])
            }
            placeholder={
              running ? "Next message; it waits for its turn" : "Ask or tell it; @ mentions, / prompts"
            }
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setCaret(event.target.selectionStart);
              setDismissed(undefined);
              setPromptAt(0);
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onKeyDown={onKeyDown}
            className="min-h-9 flex-1 resize-none bg-transparent px-2.5 py-1.5 text-base outline-none"
          />
          <span className="flex shrink-0 gap-0.5 p-1">
            {running && (
              <IconButton label="Stop" keys="esc" disabled={stopping} onClick={onStop}>
                <Square size={13} fill="currentColor" />
              </IconButton>
            )}
            <Tooltip label={running ? "Queue" : "Send"} keys="enter">
              <Button
                variant="primary"
                aria-label={running ? "Queue" : "Send"}
                disabled={!message || sending || reading !== undefined}
                onClick={() => void submit()}
                className="w-7 px-0!"
              >
                {running ? <ListPlus size={14} aria-hidden /> : <ArrowUp size={15} aria-hidden />}
              </Button>
            </Tooltip>
          </span>
        </div>
      </div>
      <div className="flex items-center gap-1">
        <ProfileChoice profile={profile} onChange={setProfile} />
        <IconButton label="Add a file; only its text goes along" onClick={() => void enclosing.pick()}>
          <Paperclip size={14} />
        </IconButton>
      </div>
      <WhatLeaves message={message} />
    </div>
  );
});

/** Files that are dropped here go with the message, not onto the page. */
const FILE_DROP = "message";

/** Makes a field as high as its text; beyond a third of a window it scrolls. */
function fit(field: HTMLTextAreaElement, text: string) {
  field.style.height = "auto";
  if (text !== "") field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
}
