// Generated from the command list in src-tauri/crates/engine; `cargo xtask bindings` writes it again.

/**
 * Runs an action of the main window from the launcher.
 */
export type ActionRun = { 
/**
 * The action's id.
 */
action: string, 
/**
 * What was typed for it, where it takes words.
 */
text: string | null, };

/**
 * The author of a change. A member stands behind all but the system.
 */
export type Actor = { "actor": "member", 
/**
 * Who.
 */
member: MemberId, } | { "actor": "assistant", 
/**
 * Who confirmed.
 */
member: MemberId, } | { "actor": "mcp", 
/**
 * Who confirmed.
 */
member: MemberId, } | { "actor": "import", 
/**
 * Who ran it.
 */
member: MemberId, } | { "actor": "system" };

/**
 * What AI may do.
 */
export type AiRules = { 
/**
 * The rules.
 */
rules: AssistantRules, };

/**
 * Whether the assistant can be used, and by what.
 */
export type AiState = { 
/**
 * The provider; absent until one is set up.
 */
provider: Provider | null, 
/**
 * The host that requests go to.
 */
host: string | null, 
/**
 * Whether a key is in the keychain. It never comes back from there into a window.
 */
has_key: boolean, 
/**
 * What AI may do.
 */
rules: AssistantRules, 
/**
 * Why the assistant cannot be used now, as a sentence with the way out; absent when it can.
 */
problem: string | null, 
/**
 * Confirmations that wait for the person.
 */
pending: number, };

/**
 * Switches AI on or off for the workspace.
 */
export type AiSwitch = { 
/**
 * Whether it is on.
 */
on: boolean, };

/**
 * Why entities may be the same.
 */
export type Alike = "email" | "phone" | "name" | "title";

/**
 * Pins an answer of a conversation as a note, once the person confirms it.
 */
export type AnswerPin = { 
/**
 * The conversation.
 */
conversation: string, 
/**
 * The answer.
 */
message: string, 
/**
 * The entities to write it on.
 */
entities: Array<EntityId>, };

/**
 * How a confirmation stands.
 */
export type Answered = "pending" | "declined" | "expired" | "stale" | "failed" | "executed";

/**
 * What the main window shows first.
 */
export type AppState = { 
/**
 * Which screen.
 */
phase: Phase, 
/**
 * All workspaces known, the last used first.
 */
workspaces: Array<WorkspaceEntry>, 
/**
 * The application's version.
 */
version: string, };

/**
 * Where AI may be used. Everything is off until an administrator switches it on.
 */
export type AssistantRules = { 
/**
 * The one switch.
 */
on: boolean, 
/**
 * Whether MCP clients are let in beside the app's own assistant.
 */
mcp: boolean, 
/**
 * Kinds that AI may neither read nor write.
 */
closed_kinds: Array<Kind>, 
/**
 * Kinds that AI may read and not write.
 */
read_only_kinds: Array<Kind>, 
/**
 * Roles that may not use AI.
 */
closed_roles: Array<Role>, 
/**
 * Whether the panel has summaries written without a click. Each costs what a request costs.
 */
summaries_unasked: boolean, 
/**
 * What leaves of a field, by kind and by the field's key, where it is not what the declaration says.
 */
masks: { [key in Kind]?: { [key in string]: Mask } }, };

/**
 * What became of a file that was attached.
 */
export type Attached = { 
/**
 * For the toast: `attached offer.pdf to DEAL-7`.
 */
summary: string, 
/**
 * Why search does not find it by its content, where it does not.
 */
unread: string | null, };

/**
 * A file of an entity.
 */
export type Attachment = { 
/**
 * Identity.
 */
id: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * `application/pdf`.
 */
media_type: string, 
/**
 * In bytes.
 */
size: number, 
/**
 * Whether search finds it by its content.
 */
has_text: boolean, 
/**
 * Who attached it.
 */
actor: Actor, 
/**
 * When.
 */
at: UtcMillis, };

/**
 * Attaches a file: its bytes go into the workspace, encrypted, and its text into search where it can be read.
 */
export type AttachmentAdd = { 
/**
 * To which entity.
 */
id: EntityId, 
/**
 * The file, at most 100 MB.
 */
path: string, };

/**
 * Names a file of an entity.
 */
export type AttachmentName = { 
/**
 * Which.
 */
id: string, };

/**
 * Writes a file of an entity to a file outside the workspace, where it is no longer encrypted.
 */
export type AttachmentSave = { 
/**
 * Which.
 */
id: string, 
/**
 * The file to write; replaced when it is there.
 */
path: string, };

/**
 * The files of an entity.
 */
export type Attachments = { 
/**
 * Newest first.
 */
attachments: Array<Attachment>, };

/**
 * Asks for a page of the log.
 */
export type AuditAsk = { 
/**
 * Rows before this one; the newest without it.
 */
before: number | null, 
/**
 * At most so many, 1 to 200.
 */
limit: number, };

/**
 * The content of a row.
 */
export type AuditContent = { 
/**
 * As it was; absent when it was erased.
 */
content: string | null, };

/**
 * A row of the log.
 */
export type AuditLine = { 
/**
 * Counts from 1 without gaps.
 */
seq: number, 
/**
 * When.
 */
at: UtcMillis, 
/**
 * Who.
 */
actor: Actor, 
/**
 * From where: `chat`, `mcp` …
 */
origin: string, 
/**
 * What: `request`, `tool_call` …
 */
action: string, 
/**
 * What it is about: references, names of tools.
 */
objects: Array<string>, 
/**
 * The host that was spoken to.
 */
host: string | null, 
/**
 * The model that was asked.
 */
model: string | null, 
/**
 * `allow`, `approved`, `declined` …
 */
decision: string | null, 
/**
 * How it ended.
 */
result: string | null, 
/**
 * Whether its content can be shown: it was kept, and nothing of it was erased.
 */
has_content: boolean, };

/**
 * Names a row of the log.
 */
export type AuditName = { 
/**
 * Which.
 */
seq: number, };

/**
 * A page of the log, newest first.
 */
export type AuditPage = { 
/**
 * The rows.
 */
rows: Array<AuditLine>, };

/**
 * What checking the log's chain found.
 */
export type AuditVerified = { 
/**
 * Rows that were checked.
 */
rows: number, 
/**
 * The first row that is not as it was written; absent when all are.
 */
broken_at: number | null, 
/**
 * In a sentence.
 */
message: string, };

/**
 * Why a workspace did not open.
 */
export type BlockedReason = "no_keychain" | "keychain_locked" | "key_missing" | "newer_schema" | "damaged" | "owned" | "unreadable";

/**
 * What the columns of a board hold. Their cards are pages of a list with `stage:` in the filter.
 */
export type Board = { 
/**
 * Stages that hold anything.
 */
totals: Array<StageTotal>, 
/**
 * Parts of the filter that were not understood.
 */
issues: Array<QueryIssue>, };

/**
 * Asks what the columns of a board hold.
 */
export type BoardAsk = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * In the query language.
 */
filter: string, };

/**
 * What is done to each entity.
 */
export type BulkChange = { "change": "set", 
/**
 * Which and to what.
 */
patch: { [key in string]: Value | null }, } | { "change": "tag", 
/**
 * Tags to add.
 */
add: Array<string>, 
/**
 * Tags to remove, in any case.
 */
remove: Array<string>, } | { "change": "archive", 
/**
 * Whether to archive.
 */
archived: boolean, } | { "change": "trash" } | { "change": "restore" };

/**
 * Changes many entities of a kind as a job: one change set, one undo.
 */
export type BulkStart = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * Which.
 */
selection: Selection, 
/**
 * What is done to each.
 */
change: BulkChange, };

/**
 * One change of one field of one entity.
 */
export type Change = { 
/**
 * Orders all changes of the workspace; clocks do not.
 */
seq: number, 
/**
 * What was written together and is undone together.
 */
change_set: ChangeSetId, 
/**
 * The entity.
 */
entity: EntityId, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * What happened.
 */
op: ChangeOp, 
/**
 * The field's key, for updates.
 */
field: string | null, 
/**
 * The value before, as JSON.
 */
old: unknown, 
/**
 * The value after, as JSON.
 */
new: unknown, 
/**
 * The entity's revision after the change.
 */
revision: number, 
/**
 * Who.
 */
actor: Actor, 
/**
 * When, by the clock of the machine.
 */
at: UtcMillis, };

/**
 * What happened to the entity.
 */
export type ChangeOp = "create" | "update" | "archive" | "trash" | "restore" | "erase" | "attach";

/**
 * Identity of one set of changes: what one act wrote and one undo takes back.
 */
export type ChangeSetId = string;

/**
 * Takes one change set back, whichever was written since; later changes by people stay.
 */
export type ChangeSetName = { 
/**
 * Which.
 */
change_set: ChangeSetId, };

/**
 * What the person thought of an answer.
 */
export type ChatFeedback = { 
/**
 * Whether it helped.
 */
up: boolean, 
/**
 * In their words; empty for none.
 */
comment: string, };

/**
 * A file that goes with a message: its text alone.
 */
export type ChatFile = { 
/**
 * What it is called.
 */
name: string, 
/**
 * Its text.
 */
text: string, 
/**
 * Whether there is more text in it than goes along.
 */
cut: boolean, };

/**
 * A file that went with a message.
 */
export type ChatFileName = { 
/**
 * What it is called.
 */
name: string, 
/**
 * How long its text is.
 */
characters: number, 
/**
 * Whether there is more text in it than went along.
 */
cut: boolean, };

/**
 * Reads a file that is to go with a message.
 */
export type ChatFileRead = { 
/**
 * The file.
 */
path: string, };

/**
 * A message.
 */
export type ChatMessage = { 
/**
 * Identity.
 */
id: string, 
/**
 * What it answers.
 */
parent: string | null, 
/**
 * When.
 */
at: UtcMillis, 
/**
 * Who speaks.
 */
from: Speaker, 
/**
 * What was said, in order. Placeholders are put back; nothing of it was changed otherwise.
 */
parts: Array<ChatPart>, 
/**
 * What was in view when the person sent it.
 */
context: Array<ContextChip>, 
/**
 * Files that went with it.
 */
files: Array<ChatFileName>, 
/**
 * Which tools the model was shown for it; on the person's messages.
 */
profile: Profile | null, 
/**
 * What left the machine for the answer to it; on the person's messages.
 */
sent: Array<Departure> | null, 
/**
 * Tokens and cost; on answers.
 */
usage: ChatUsage | null, 
/**
 * How the answer ended, where that was not simply its end: stopped, cut off, refused, failed, out of budget. As a
 * sentence with the way out.
 */
ended: string | null, 
/**
 * What the person thought of it.
 */
feedback: ChatFeedback | null, };

/**
 * A part of a message.
 */
export type ChatPart = { "part": "text", 
/**
 * The text.
 */
text: string, 
/**
 * Numbers, dates, names and addresses that nothing which the tools read in this conversation bears out.
 */
unsupported: Array<Claim>, } | { "part": "thinking", 
/**
 * The text.
 */
text: string, } | { "part": "tool", 
/**
 * Identity of the call.
 */
call: string, 
/**
 * The tool's name.
 */
tool: string, 
/**
 * What it did, in a few words: `searched for “roof”`.
 */
sentence: string, 
/**
 * The arguments, as the model wrote them.
 */
arguments: JsonValue, 
/**
 * What it answered; absent while it runs.
 */
result: JsonValue | null, 
/**
 * Whether it was refused or failed.
 */
failed: boolean, 
/**
 * The confirmation that it asked for.
 */
confirmation: string | null, 
/**
 * Entities that it read or wrote, for opening them.
 */
entities: Array<EntityRef>, 
/**
 * When it began; absent before it does.
 */
at: UtcMillis | null, 
/**
 * How long it took, in milliseconds; absent while it runs, and when it never ran.
 */
took: number | null, };

/**
 * Tokens and cost of an answer.
 */
export type ChatUsage = { 
/**
 * Tokens read.
 */
input: number, 
/**
 * Tokens written.
 */
output: number, 
/**
 * In US dollars, where the price of the model is known.
 */
cost: number | null, };

/**
 * A value that a select field may take.
 */
export type Choice = { 
/**
 * Stored and typed in queries.
 */
key: string, 
/**
 * Shown to people.
 */
label: string, };

/**
 * Something that nothing bears out.
 */
export type Claim = { 
/**
 * From where in the answer, in UTF-16 code units.
 */
from: number, 
/**
 * To where.
 */
to: number, 
/**
 * As it stands there.
 */
text: string, };

/**
 * Where a column goes.
 */
export type ColumnMapping = { 
/**
 * Index of the column, from 0.
 */
column: number, 
/**
 * The field's key; absent to leave the column out. Several columns may go to one field that holds many.
 * `reference` and `id` name the entity to update; `full_name` is split into first and last name.
 */
field: string | null, 
/**
 * How sure the guess is, 0 to 100.
 */
confidence: number, };

/**
 * What a failed command answers.
 */
export type CommandError = { 
/**
 * For the places that branch on it.
 */
code: ErrorCode, 
/**
 * What happened, to what, and what to do.
 */
message: string, 
/**
 * The fields that were refused, for forms.
 */
fields: Array<FieldIssue>, };

/**
 * One way to go on.
 */
export type Completion = { 
/**
 * What replaces the span: `stage:proposal `.
 */
insert: string, 
/**
 * Shown first: `proposal`.
 */
label: string, 
/**
 * Shown beside it: `Stage of deals`.
 */
detail: string, 
/**
 * What it replaces, in UTF-16 code units.
 */
span: [number, number], };

/**
 * The answer to a request for completions.
 */
export type Completions = { 
/**
 * Best first.
 */
completions: Array<Completion>, };

/**
 * A confirmation, as cards in a conversation show it.
 */
export type ConfirmationCard = { 
/**
 * Identity.
 */
id: string, 
/**
 * The conversation that it came up in.
 */
conversation: string | null, 
/**
 * What is to be done, in a plain sentence.
 */
sentence: string, 
/**
 * How it stands.
 */
state: Answered, 
/**
 * What the person said, or why it ended.
 */
note: string | null, 
/**
 * When it was asked.
 */
opened_at: UtcMillis, 
/**
 * When it is too late to answer.
 */
expires_at: UtcMillis, 
/**
 * What one undo takes back, once it is done.
 */
change_set: ChangeSetId | null, };

/**
 * What a person changes before approving, by JSON pointer into the arguments.
 */
export type ConfirmationEdits = { 
/**
 * Arguments that they wrote.
 */
set: Record<string, unknown>, 
/**
 * Arguments and steps that they left out.
 */
drop: Array<string>, };

/**
 * Looks at a confirmation as it would be with edits.
 */
export type ConfirmationLook = { 
/**
 * Which.
 */
id: string, 
/**
 * What is changed in it.
 */
edits: ConfirmationEdits, };

/**
 * Names a confirmation.
 */
export type ConfirmationName = { 
/**
 * Which.
 */
id: string, };

/**
 * A person's answer.
 */
export type ConfirmationResolve = { 
/**
 * Which.
 */
id: string, 
/**
 * Yes or no.
 */
approve: boolean, 
/**
 * Of what was shown last, edits included; needed to approve.
 */
digest: string, 
/**
 * What was changed.
 */
edits: ConfirmationEdits, 
/**
 * What was typed for `type_first`; empty where nothing is to be typed.
 */
typed: string, 
/**
 * The person's words; the model reads them. Empty for none.
 */
note: string, };

/**
 * All that the confirmation window shows.
 */
export type ConfirmationView = { 
/**
 * How it stands.
 */
card: ConfirmationCard, 
/**
 * Who asks: `The assistant, in “Renewals”`.
 */
asked_by: string, 
/**
 * Whether AI asks, and the reason is in its words; else the person took up what a rule suggested.
 */
by_ai: boolean, 
/**
 * Why, in the words of who asks.
 */
reason: string, 
/**
 * The tool.
 */
tool: string, 
/**
 * Whether one undo takes it back.
 */
reversible: boolean, 
/**
 * Whether it takes something away.
 */
destructive: boolean, 
/**
 * What the person types before it can be approved: the reference of what is taken away, or of how many it is. Absent
 * where a click is enough.
 */
type_first: string | null, 
/**
 * The parts of it; those with a path can be left out.
 */
steps: Array<ShownStep>, 
/**
 * What it changes, found out by doing it and taking it back.
 */
changes: Array<ShownChange>, 
/**
 * What can be edited, and what has to be typed.
 */
arguments: Array<ShownArgument>, 
/**
 * Approving names it: over all that is shown. In hexadecimal.
 */
digest: string, };

/**
 * Confirmations, oldest first.
 */
export type Confirmations = { 
/**
 * Those that wait.
 */
confirmations: Array<ConfirmationCard>, };

/**
 * An entity in view.
 */
export type ContextChip = { 
/**
 * Which.
 */
id: EntityId, 
/**
 * Its reference.
 */
reference: EntityRef, 
/**
 * Its title.
 */
title: string, };

/**
 * Keeps what is typed and not sent.
 */
export type ConversationDraft = { 
/**
 * Which.
 */
id: string, 
/**
 * The text; empty for none.
 */
text: string, };

/**
 * Writes a conversation to a Markdown file.
 */
export type ConversationExport = { 
/**
 * Which.
 */
id: string, 
/**
 * The file.
 */
path: string, };

/**
 * A conversation without its messages.
 */
export type ConversationHead = { 
/**
 * Identity.
 */
id: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * When something was last said.
 */
updated_at: UtcMillis, 
/**
 * What is typed and not sent.
 */
draft: string | null, };

/**
 * Names a conversation.
 */
export type ConversationName = { 
/**
 * Which.
 */
id: string, };

/**
 * Calls a conversation something else.
 */
export type ConversationRename = { 
/**
 * Which.
 */
id: string, 
/**
 * Its title.
 */
title: string, };

/**
 * Looks for conversations.
 */
export type ConversationSearch = { 
/**
 * Words that were said in it; empty for all.
 */
words: string, };

/**
 * A conversation with all that was said in it.
 */
export type ConversationView = { 
/**
 * What it is called.
 */
head: ConversationHead, 
/**
 * A tree by `parent`, in the order in which it was said.
 */
messages: Array<ChatMessage>, 
/**
 * What its confirmations came to.
 */
confirmations: Array<ConfirmationCard>, 
/**
 * What the model is doing now; absent when nothing runs.
 */
running: RunningTurn | null, };

/**
 * Conversations of the person, the one last spoken in first.
 */
export type Conversations = { 
/**
 * Without their messages.
 */
conversations: Array<ConversationHead>, };

/**
 * A sum in one currency.
 */
export type CurrencySum = { 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * In minor units.
 */
minor: number, 
/**
 * In minor units, each amount times its chance.
 */
weighted_minor: number, };

/**
 * Adds a field to a kind.
 */
export type CustomFieldAdd = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * What people call it; its key is made from this.
 */
label: string, 
/**
 * The type of one value.
 */
ty: FieldType, 
/**
 * Whether it holds a list.
 */
many: boolean, };

/**
 * Names a custom field.
 */
export type CustomFieldName = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * The field's key.
 */
key: string, };

/**
 * Calls a custom field something else.
 */
export type CustomFieldUpdate = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * The field's key, which stays.
 */
key: string, 
/**
 * What people call it.
 */
label: string, };

/**
 * Which number comes first in `03/04/2026`.
 */
export type DayOrder = "day_first" | "month_first";

/**
 * What left the machine, or would: one request.
 */
export type Departure = { 
/**
 * The host.
 */
host: string, 
/**
 * The model.
 */
model: string, 
/**
 * The parts of the request, in order, each with where it comes from.
 */
parts: Array<Part>, 
/**
 * The exact bytes of the body, as text.
 */
body: string, 
/**
 * About how many tokens.
 */
tokens: number, 
/**
 * Placeholders in it, with what each stands for. This stays here.
 */
masks: { [key in string]: string }, 
/**
 * The row of the log that was written before it left; absent in a preview.
 */
audit: number | null, };

/**
 * A suggestion that somebody dismissed.
 */
export type DismissedSuggestion = { 
/**
 * What was dismissed.
 */
suggestion: Suggested, 
/**
 * Their words; may be empty.
 */
reason: string, 
/**
 * Who.
 */
actor: Actor, 
/**
 * When.
 */
at: UtcMillis, };

/**
 * What a new entity is made from.
 */
export type Draft = { 
/**
 * The kind to make.
 */
kind: Kind, 
/**
 * Its values; checked against the declaration.
 */
fields: { [key in string]: Value }, };

/**
 * Text of a composer that was not sent.
 */
export type DraftText = { 
/**
 * What it is a draft of: `note:<entity>`.
 */
key: string, 
/**
 * The text; empty to forget it.
 */
text: string, };

/**
 * The drafts of the person, newest first.
 */
export type Drafts = { 
/**
 * At most 500.
 */
drafts: Array<KeptDraft>, };

/**
 * An entity that may be the same.
 */
export type Duplicate = { 
/**
 * The other one.
 */
entity: Entity, 
/**
 * Why, strongest first.
 */
alike: Array<Alike>, };

/**
 * Entities that may all be one.
 */
export type DuplicateGroup = { 
/**
 * Two or more, oldest first.
 */
entities: Array<Entity>, 
/**
 * Why.
 */
alike: Array<Alike>, };

/**
 * Groups of entities that may be the same.
 */
export type DuplicateGroups = { 
/**
 * Strongest reason first, at most 100; ask again when these are settled.
 */
groups: Array<DuplicateGroup>, };

/**
 * What to do with a row whose email, phone, unique field or full name with company is there already, in the
 * workspace or in an earlier row.
 */
export type DuplicatePolicy = "skip" | "update" | "create";

/**
 * Asks for the duplicates of a whole kind.
 */
export type DuplicateSearch = { 
/**
 * The kind.
 */
kind: Kind, };

/**
 * Entities that may be the same as the one asked about.
 */
export type Duplicates = { 
/**
 * Strongest reason first, at most 20.
 */
duplicates: Array<Duplicate>, };

/**
 * Says that two entities of a kind only look alike, or that they may be the same after all. Remembered for everybody.
 */
export type DuplicatesDismiss = { 
/**
 * One.
 */
a: EntityId, 
/**
 * The other one.
 */
b: EntityId, 
/**
 * Whether they may be the same.
 */
same: boolean, };

/**
 * An email.
 */
export type Email = { 
/**
 * Identity; its timeline entry has the same.
 */
id: string, 
/**
 * What it was written on.
 */
on: TitleOf, 
/**
 * Whom it goes to.
 */
to: Array<EmailRecipient>, 
/**
 * Who gets a copy.
 */
cc: Array<EmailRecipient>, 
/**
 * One line.
 */
subject: string, 
/**
 * Plain text, without the signature.
 */
body: string, 
/**
 * Where it is.
 */
state: EmailState, 
/**
 * It leaves no sooner than this.
 */
send_after: UtcMillis, 
/**
 * What went wrong or is missing, in a sentence with the way out.
 */
problem: string | null, 
/**
 * Whether it may have arrived though it failed.
 */
may_have_arrived: boolean, 
/**
 * Whether it is a ticket's public message.
 */
reply: boolean, 
/**
 * Who wrote it.
 */
actor: Actor, 
/**
 * When it was written.
 */
at: UtcMillis, 
/**
 * When the server took it.
 */
sent_at: UtcMillis | null, };

/**
 * Asks for emails.
 */
export type EmailAsk = { 
/**
 * All of this entity. Without it the outbox: what waits, is being sent or failed, what was cancelled today and what
 * was sent in the last seven days.
 */
entity: string | null, };

/**
 * A draft was handed to the mail program.
 */
export type EmailDraftOpened = { 
/**
 * The text was too long to hand over.
 */
left_out_body: boolean, };

/**
 * Names an email.
 */
export type EmailName = { 
/**
 * Which.
 */
id: string, };

/**
 * Somebody whom a message goes to.
 */
export type EmailRecipient = { 
/**
 * Their name, in any script.
 */
name: string | null, 
/**
 * Their address; the domain may be in any script.
 */
address: string, };

/**
 * Where an email is on its way.
 */
export type EmailState = "waiting" | "sending" | "sent" | "failed" | "cancelled";

/**
 * Writes an email.
 */
export type EmailWrite = { 
/**
 * On which entity.
 */
on: string, 
/**
 * Whom it goes to; one at least here or in `cc`.
 */
to: Array<EmailRecipient>, 
/**
 * Who gets a copy.
 */
cc: Array<EmailRecipient>, 
/**
 * One line.
 */
subject: string, 
/**
 * Plain text.
 */
body: string, 
/**
 * A ticket's public message: it enters the thread when it was sent.
 */
reply: boolean, 
/**
 * Whether the person said that they mean it although a contact whom it goes to is marked “Do not contact”.
 */
acknowledged: boolean, };

/**
 * Emails.
 */
export type Emails = { 
/**
 * Newest first; at most 500.
 */
emails: Array<Email>, };

/**
 * What makes the vectors that find things by meaning.
 */
export type EmbeddingChoice = { "by": "device" } | { "by": "provider", 
/**
 * The model, as requests name it.
 */
model: string, } | { "by": "openai", 
/**
 * The model, as requests name it.
 */
model: string, };

/**
 * What an administrator has to know before texts leave to be embedded.
 */
export type EmbeddingNotice = { 
/**
 * The host that they go to; `this device` where they stay.
 */
host: string, 
/**
 * The model.
 */
model: string, 
/**
 * How many texts leave.
 */
texts: number, 
/**
 * About how many tokens they have.
 */
tokens_estimated: number, 
/**
 * What leaves, in sentences.
 */
leaves: Array<string>, 
/**
 * What stays, in sentences.
 */
stays: Array<string>, 
/**
 * Binds the choice to what was read.
 */
digest: string, };

/**
 * A way to make vectors.
 */
export type EmbeddingOffer = { 
/**
 * The choice.
 */
choice: EmbeddingChoice, 
/**
 * Shown to people.
 */
label: string, 
/**
 * The host that texts go to; absent where they stay.
 */
host: string | null, 
/**
 * The model proposed; empty where it has to be named.
 */
model: string, 
/**
 * Whether it can be chosen now.
 */
available: boolean, 
/**
 * Why it cannot, as a sentence with the way out.
 */
why_not: string | null, };

/**
 * Pauses or goes on with embedding.
 */
export type EmbeddingPause = { 
/**
 * Whether to pause.
 */
paused: boolean, };

/**
 * Chooses what makes the vectors.
 */
export type EmbeddingSet = { 
/**
 * The choice.
 */
choice: EmbeddingChoice, 
/**
 * The digest of the notice that was read; empty where nothing leaves.
 */
acknowledged: string, 
/**
 * A key for it; absent to use the one in the keychain.
 */
key: string | null, };

/**
 * What makes the vectors, and how far they are.
 */
export type EmbeddingState = { 
/**
 * The choice.
 */
choice: EmbeddingChoice, 
/**
 * The host that texts go to; absent where they stay.
 */
host: string | null, 
/**
 * The model.
 */
model: string, 
/**
 * Entities that have their vector of this model.
 */
done: number, 
/**
 * Entities that are to have one.
 */
total: number, 
/**
 * All that can be chosen, the device first.
 */
offered: Array<EmbeddingOffer>, };

/**
 * An entity as it is stored.
 */
export type Entity = { 
/**
 * Stable identity.
 */
id: EntityId, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * What people call it: `DEAL-7`.
 */
reference: EntityRef, 
/**
 * Counts its writes from 1; an update names the revision it was made against.
 */
revision: number, 
/**
 * Made from the fields as the kind declares.
 */
title: string, 
/**
 * Declared and custom fields that have a value; stage, owner and tags are among them.
 */
fields: { [key in string]: Value }, 
/**
 * When it was made.
 */
created_at: UtcMillis, 
/**
 * Who made it.
 */
created_by: Actor, 
/**
 * When it was last written.
 */
updated_at: UtcMillis, 
/**
 * Who wrote it last.
 */
updated_by: Actor, 
/**
 * Set while it is archived: kept, found only when asked for.
 */
archived_at: UtcMillis | null, 
/**
 * Set while it is in the trash.
 */
deleted_at: UtcMillis | null, };

/**
 * Archives entities or takes them out of the archive.
 */
export type EntityArchive = { 
/**
 * Which.
 */
ids: Array<EntityId>, 
/**
 * Whether to archive.
 */
archived: boolean, };

/**
 * Makes an entity.
 */
export type EntityCreate = { 
/**
 * What from.
 */
draft: Draft, };

/**
 * Everything an entity's page shows.
 */
export type EntityDetail = { 
/**
 * The entity.
 */
entity: Entity, 
/**
 * Notes and activities, newest first.
 */
timeline: Array<TimelineEntry>, 
/**
 * Links both ways, and entities whose fields refer to it.
 */
links: Array<Link>, 
/**
 * Stages it has been in, oldest first.
 */
stages: Array<StageVisit>, 
/**
 * Titles of entities that its fields refer to.
 */
titles: Array<TitleOf>, };

/**
 * Identity of an entity of any kind, stable for its life.
 */
export type EntityId = string;

/**
 * Names entities, for acts on one or many.
 */
export type EntityIds = { 
/**
 * Which.
 */
ids: Array<EntityId>, };

/**
 * A page of a list.
 */
export type EntityList = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * Filters and words in the query language; words must occur in the title. Trash and archive only when the filter asks.
 */
filter: string, 
/**
 * Sort columns, first first; ids break ties.
 */
sort: Array<Sort>, 
/**
 * How many to pass over.
 */
offset: number, 
/**
 * At most this many, 1 to 500.
 */
limit: number, };

/**
 * Makes one of two entities of a kind: notes, links, files and references go over to the one that stays, and the other
 * goes to the trash. One undo takes all of it back.
 */
export type EntityMerge = { 
/**
 * The one that stays.
 */
keep: EntityId, 
/**
 * The one that goes.
 */
gone: EntityId, 
/**
 * What was chosen from the other one: fields to set and clear.
 */
patch: { [key in string]: Value | null }, };

/**
 * Names an entity by id or by reference (`DEAL-7`).
 */
export type EntityName = { 
/**
 * Either.
 */
entity: string, };

/**
 * A page of a list, as asked for.
 */
export type EntityPage = { 
/**
 * In order.
 */
entities: Array<Entity>, 
/**
 * How many match in all.
 */
total: number, 
/**
 * Parts of the filter that were not understood; the page is then that of the rest.
 */
issues: Array<QueryIssue>, 
/**
 * Titles of entities that fields of the page refer to.
 */
titles: Array<TitleOf>, };

/**
 * The human reference of an entity, `DEAL-7`: the kind's prefix and a number that is never reused.
 */
export type EntityRef = string;

/**
 * Changes an entity.
 */
export type EntityUpdate = { 
/**
 * Which.
 */
id: EntityId, 
/**
 * The revision the person saw; the update is refused as stale when fields it sets have changed since.
 */
revision: number, 
/**
 * What to set and clear.
 */
patch: { [key in string]: Value | null }, };

/**
 * The failures that callers tell apart.
 */
export type ErrorCode = "invalid_arguments" | "invalid_fields" | "stale" | "not_found" | "denied" | "no_workspace" | "not_set_up" | "busy" | "cancelled" | "failed";

/**
 * What the window hears without asking.
 */
export type Event = { "event": "app_state_changed" } | { "event": "entities_changed", 
/**
 * The kinds among them.
 */
kinds: Array<Kind>, 
/**
 * Their ids; empty when there are more than 500.
 */
entities: Array<EntityId>, 
/**
 * The newest change.
 */
seq: number, } | { "event": "search_status_changed", 
/**
 * The state now.
 */
status: SearchStatus, } | { "event": "job_changed", 
/**
 * The job now.
 */
job: Job, } | { "event": "schema_changed" } | { "event": "reminder", 
/**
 * Its reference.
 */
entity: string, 
/**
 * Its title.
 */
title: string, 
/**
 * When it is due, as a day.
 */
due: string | null, } | { "event": "settings_changed", 
/**
 * The settings now.
 */
settings: Settings, } | { "event": "emails_changed", 
/**
 * The entity.
 */
entity: EntityId, } | { "event": "ai_changed" } | { "event": "conversation_changed", 
/**
 * Which.
 */
id: string, } | { "event": "turn_moved", 
/**
 * The conversation.
 */
conversation: string, 
/**
 * What it does now; absent when it has ended: ask `conversation_get` again.
 */
running: RunningTurn | null, } | { "event": "summary_moved", 
/**
 * The entity.
 */
entity: EntityId, 
/**
 * How far it is; absent when it has ended: ask `summary_get` again.
 */
running: SummaryRunning | null, } | { "event": "confirmation_changed", 
/**
 * How it stands.
 */
card: ConfirmationCard, } | { "event": "confirmation_shown", 
/**
 * Which.
 */
id: string, } | { "event": "launcher_shown" } | { "event": "open_entity", 
/**
 * Which.
 */
reference: EntityRef, } | { "event": "run_action", 
/**
 * The action's id.
 */
action: string, 
/**
 * What was typed for it, where it takes words.
 */
text: string | null, };

/**
 * What a suggestion rests on.
 */
export type Evidence = { "what": "field", 
/**
 * Its key.
 */
key: string, 
/**
 * Its value; absent when it has none.
 */
value: Value | null, } | { "what": "stage", 
/**
 * The stage's key.
 */
stage: string, 
/**
 * Since when, where that is what counts.
 */
since: UtcMillis | null, } | { "what": "entry", 
/**
 * Which.
 */
id: string, 
/**
 * What it is.
 */
entry: TimelineKind, 
/**
 * When it happened.
 */
at: UtcMillis, } | { "what": "made", 
/**
 * When that was.
 */
at: UtcMillis, } | { "what": "entity", 
/**
 * Which.
 */
id: EntityId, 
/**
 * Its reference.
 */
reference: EntityRef, 
/**
 * Its title.
 */
title: string, 
/**
 * What of it counts: `open`, `same email address`.
 */
because: string, };

/**
 * Why a hit ranks where it does.
 */
export type Explanation = { 
/**
 * Its rank (from 1) and score in each leg that found it.
 */
legs: Array<LegRank>, 
/**
 * The identifier that matched exactly: `email dana@acme.example`.
 */
exact: string | null, 
/**
 * For each query word, what it matched: itself, a prefix, or near words.
 */
words: Array<WordMatch>, 
/**
 * Opened how often and how lately, 0 to 1; breaks ties only.
 */
frecency: number, };

/**
 * Exports a list as CSV.
 */
export type ExportStart = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * The list's filter.
 */
filter: string, 
/**
 * The list's order.
 */
sort: Array<Sort>, 
/**
 * Field keys to write; all fields without it.
 */
columns: Array<string> | null, 
/**
 * The file to write; replaced when it is there.
 */
path: string, };

/**
 * The declaration of one field.
 */
export type FieldDef = { 
/**
 * Stored, typed in queries, and the column's name: `close_date`.
 */
key: string, 
/**
 * Shown to people: `Close date`.
 */
label: string, 
/**
 * The type of one value.
 */
ty: FieldType, 
/**
 * Whether the field holds a list of such values.
 */
many: boolean, 
/**
 * Whether an entity must have a value.
 */
required: boolean, 
/**
 * Whether no two entities of the kind, trash aside, may share a value.
 */
unique: boolean, 
/**
 * Weight in text search against the title's 4.0; none when the field is not searched.
 */
search_weight: number | null, 
/**
 * Whether the text is part of what is embedded.
 */
embedded: boolean, 
/**
 * How delicate it is.
 */
sensitivity: Sensitivity, 
/**
 * What the masker does to it.
 */
mask: Mask, 
/**
 * Kept by the system from other data; people and imports cannot write it.
 */
derived: boolean, 
/**
 * Defined by the workspace, not declared here.
 */
custom: boolean, 
/**
 * Other words for the field: filter words people type, and the headers that other products' exports use.
 */
aliases: Array<string>, };

/**
 * Why a value was refused: lower case, names what is allowed.
 */
export type FieldIssue = { 
/**
 * The field's key.
 */
field: string, 
/**
 * The field's label, for sentences.
 */
label: string, 
/**
 * What is wrong and what would be right.
 */
message: string, };

/**
 * The type of a field's value; see [`crate::value::Value`] for how each is held.
 */
export type FieldType = { "type": "text" } | { "type": "long_text" } | { "type": "number", 
/**
 * Smallest value allowed.
 */
min: number | null, 
/**
 * Largest value allowed.
 */
max: number | null, } | { "type": "money" } | { "type": "date" } | { "type": "date_time" } | { "type": "bool" } | { "type": "select", 
/**
 * In the order of menus.
 */
choices: Array<Choice>, } | { "type": "stage" } | { "type": "email" } | { "type": "phone" } | { "type": "url" } | { "type": "member" } | { "type": "entity", 
/**
 * The kinds that may be referred to.
 */
kinds: Array<Kind>, };

/**
 * Asks the person for a file to open or a place to save to.
 */
export type FilePick = { 
/**
 * What for.
 */
purpose: FilePurpose, 
/**
 * The name offered when saving.
 */
suggested_name: string | null, };

/**
 * The picked path.
 */
export type FilePicked = { 
/**
 * Absent when the person closed the dialog.
 */
path: string | null, };

/**
 * What a file is picked for.
 */
export type FilePurpose = "import" | "export" | "attachment" | "save" | "workspace";

/**
 * What a file looks like when read with some options.
 */
export type FileShape = { 
/**
 * Bytes.
 */
bytes: number, 
/**
 * Data rows; exact, the whole file was counted.
 */
rows: number, 
/**
 * Names of the columns; `Column 3` where there is none.
 */
headers: Array<string>, 
/**
 * The first 20 rows, padded or cut to the columns; cells cut at 200 characters.
 */
sample: Array<Array<string>>, 
/**
 * What is odd about the file, in sentences: `14 rows have more cells than the header`.
 */
warnings: Array<string>, };

/**
 * The changes of an entity, newest first.
 */
export type History = { 
/**
 * At most 500.
 */
changes: Array<Change>, };

/**
 * One found entity, with all that its row shows.
 */
export type Hit = { 
/**
 * Identity; the selection is kept by it.
 */
id: EntityId, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * `DEAL-7`.
 */
reference: EntityRef, 
/**
 * Its title.
 */
title: string, 
/**
 * What matched in the title.
 */
title_marks: Array<Span>, 
/**
 * The kind's context fields as texts for people: `Acme`, `Proposal`, `EUR 12,000`.
 */
context: Array<string>, 
/**
 * Where else it matched.
 */
snippet: Snippet | null, 
/**
 * The leg that ranked it best.
 */
leg: Leg, 
/**
 * The owner's name.
 */
owner: string | null, 
/**
 * When it was last written.
 */
updated_at: UtcMillis, 
/**
 * Set when it is archived.
 */
archived: boolean, 
/**
 * Set when it is in the trash.
 */
trashed: boolean, 
/**
 * Orders the hits; comparable within one response only.
 */
score: number, 
/**
 * Why it ranks here, when asked for.
 */
why: Explanation | null, };

/**
 * Looks at a file before it is imported.
 */
export type ImportInspect = { 
/**
 * The file.
 */
path: string, 
/**
 * What it holds; guessed from the headers without it.
 */
kind: Kind | null, 
/**
 * How to read it; guessed without it.
 */
options: ImportOptions | null, };

/**
 * What a file looks like.
 */
export type ImportInspected = { 
/**
 * Encoding, delimiter, header row, columns, first rows.
 */
shape: FileShape, 
/**
 * What it seems to hold.
 */
kind: Kind, 
/**
 * Which column goes to which field, as guessed from headers and cells.
 */
mapping: Array<ColumnMapping>, 
/**
 * How it would be read.
 */
options: ImportOptions, };

/**
 * How to read a file. Guessed by inspection, changed by the person.
 */
export type ImportOptions = { 
/**
 * WHATWG name: `utf-8`, `utf-16le`, `utf-32be`, `shift_jis`, `big5`, `windows-1252`.
 */
encoding: string, 
/**
 * One of `,` `;` tab `|`.
 */
delimiter: string, 
/**
 * Lines above the header that are passed over.
 */
skip_lines: number, 
/**
 * Whether the first row after them names the columns.
 */
has_header: boolean, 
/**
 * What `03/04/2026` means.
 */
day_order: DayOrder, 
/**
 * Whether `1.234,5` is one thousand and a bit.
 */
decimal_comma: boolean, 
/**
 * Currency of amounts without one.
 */
currency: string, 
/**
 * Region of phone numbers without a country code.
 */
region: string, };

/**
 * Runs an import, or only checks what it would do.
 */
export type ImportStart = { 
/**
 * The file.
 */
path: string, 
/**
 * What it holds.
 */
kind: Kind, 
/**
 * How to read it.
 */
options: ImportOptions, 
/**
 * Which column goes to which field.
 */
mapping: Array<ColumnMapping>, 
/**
 * What to do with rows that are there already.
 */
duplicates: DuplicatePolicy, 
/**
 * Only check: counts and outcomes of the first 200 rows, nothing written.
 */
dry_run: boolean, };

/**
 * What an import did or, when it only checked, would do.
 */
export type ImportSummary = { 
/**
 * Whether nothing was written because only a check was asked for.
 */
dry_run: boolean, 
/**
 * Entities made.
 */
created: number, 
/**
 * Entities changed.
 */
updated: number, 
/**
 * Rows passed over as duplicates.
 */
skipped: number, 
/**
 * Rows left out with a reason.
 */
rejected: number, 
/**
 * The first 200 rows that are not plain successes, and in a dry run the first 200 of all.
 */
rows: Array<RowOutcome>, };

/**
 * A piece of work that takes long enough to be watched and stopped.
 */
export type Job = { 
/**
 * Counts from 1 in this session.
 */
id: number, 
/**
 * What it does: `Import contacts from people.csv`.
 */
title: string, 
/**
 * Rows done.
 */
done: number, 
/**
 * Rows in all; 0 while not known.
 */
total: number, 
/**
 * How it stands.
 */
state: JobState, };

/**
 * Names a job.
 */
export type JobName = { 
/**
 * Which.
 */
id: number, };

/**
 * How a job stands.
 */
export type JobState = { "state": "running", 
/**
 * What it is at: `reading`, `checking`, `writing`.
 */
step: string, } | { "state": "finished", 
/**
 * For imports.
 */
import: ImportSummary | null, 
/**
 * For bulk changes: what stayed as it was, at most 200.
 */
left_out: Array<LeftOut>, 
/**
 * A sentence.
 */
summary: string, } | { "state": "cancelled" } | { "state": "failed", 
/**
 * What happened and what to do.
 */
message: string, };

/**
 * The running and the finished jobs of this session, newest first.
 */
export type Jobs = { 
/**
 * At most 20.
 */
jobs: Array<Job>, };

export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;

/**
 * A kept draft.
 */
export type KeptDraft = { 
/**
 * What it is a draft of.
 */
key: string, 
/**
 * The text.
 */
text: string, 
/**
 * When it was written last.
 */
at: UtcMillis, };

/**
 * A kind of entity.
 */
export type Kind = "contact" | "deal" | "ticket" | "candidate" | "task";

/**
 * The count of one kind.
 */
export type KindCount = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * How many.
 */
count: number, 
/**
 * How many are overdue and open.
 */
overdue: number, };

/**
 * Counts of a kind, for the sidebar and empty states.
 */
export type KindCounts = { 
/**
 * Each kind, with the entities that are neither archived nor in the trash.
 */
counts: Array<KindCount>, };

/**
 * The declaration of a kind: storage checks, list columns, forms, filters, search documents, masking,
 * CSV mapping and diffs derive from it.
 */
export type KindDef = { 
/**
 * Which kind this declares.
 */
kind: Kind, 
/**
 * `Deal`.
 */
singular: string, 
/**
 * `Deals`.
 */
plural: string, 
/**
 * The prefix of references.
 */
prefix: string, 
/**
 * Fields in the order of forms; the common ones (stage, owner, tags) are among them.
 */
fields: Array<FieldDef>, 
/**
 * What the pipeline is called: `Lifecycle`, `Stage`, `Status`.
 */
pipeline: string, 
/**
 * Stages in order; the first is where a new entity starts.
 */
stages: Array<Stage>, 
/**
 * How the title is made.
 */
title: Title, 
/**
 * Keys shown beside the title in results, in order.
 */
context: Array<string>, 
/**
 * Keys shown as columns of a list until a person chooses others.
 */
columns: Array<string>, };

/**
 * An entity that a bulk change left as it was, and why.
 */
export type LeftOut = { 
/**
 * What people call it: `DEAL-7 Acme renewal`.
 */
entity: string, 
/**
 * Why.
 */
reason: string, };

/**
 * A leg of the search.
 */
export type Leg = "exact" | "text" | "fuzzy" | "vector";

/**
 * A hit's place in one leg.
 */
export type LegRank = { 
/**
 * The leg.
 */
leg: Leg, 
/**
 * From 1.
 */
rank: number, 
/**
 * The leg's own score: BM25, or cosine for vectors.
 */
score: number, };

/**
 * A link to another entity.
 */
export type Link = { 
/**
 * Identity of the link; absent when the link is a field's reference.
 */
id: string | null, 
/**
 * The other end.
 */
to: TitleOf, 
/**
 * The kind of the other end.
 */
kind: Kind, 
/**
 * What the other end is to this one: `decision maker`, or the field's label.
 */
role: string, };

/**
 * Links two entities.
 */
export type LinkAdd = { 
/**
 * One end.
 */
from: EntityId, 
/**
 * The other end.
 */
to: EntityId, 
/**
 * What the other end is to this one.
 */
role: string, };

/**
 * Removes a link.
 */
export type LinkRemove = { 
/**
 * Which.
 */
id: string, };

/**
 * How the connection is encrypted. There is no plain connection, and none that is encrypted only if the server
 * happens to offer it: whoever sits in between could take that offer out.
 */
export type MailSecurity = "tls" | "start_tls";

/**
 * Where mail goes out and under whose name. The password is not part of it: it lives in the keychain.
 */
export type MailServer = { 
/**
 * Name or address of the server: `smtp.example.com`.
 */
host: string, 
/**
 * TCP port.
 */
port: number, 
/**
 * How the connection is encrypted.
 */
security: MailSecurity, 
/**
 * Whom to log in as.
 */
user: string, 
/**
 * The sender's name as recipients see it; may be empty.
 */
from_name: string, 
/**
 * The sender's address.
 */
from_address: string, };

/**
 * How mail is sent.
 */
export type MailSetup = { 
/**
 * The server; absent while none is set up.
 */
server: MailServer | null, 
/**
 * Whether there is a password for it.
 */
has_password: boolean, 
/**
 * How long an email waits before it leaves, so that it can be taken back: 0 to 120.
 */
delay_seconds: number, 
/**
 * Put below each email when it is sent.
 */
signature: string, 
/**
 * What has to be said of the password: that it is kept for this run only, or that the keychain cannot be asked.
 */
password_note: string | null, };

/**
 * Sets up how mail is sent.
 */
export type MailSetupSet = { 
/**
 * The server.
 */
server: MailServer, 
/**
 * Its password; absent to keep the one that there is, which stays with its server and user.
 */
password: string | null, 
/**
 * 0 to 120.
 */
delay_seconds: number, 
/**
 * At most 5,000 characters.
 */
signature: string, };

/**
 * Tries a server out without sending anything.
 */
export type MailSetupTest = { 
/**
 * The server.
 */
server: MailServer, 
/**
 * Its password; absent for the one that there is.
 */
password: string | null, };

/**
 * How a trial went.
 */
export type MailTrial = { 
/**
 * In order.
 */
steps: Array<MailTrialStep>, 
/**
 * What went wrong, in a sentence with the way out.
 */
problem: string | null, };

/**
 * How a step of a trial went.
 */
export type MailTrialOutcome = "passed" | "failed" | "not_reached";

/**
 * A step of a trial.
 */
export type MailTrialStep = { 
/**
 * What it is.
 */
label: string, 
/**
 * How it went.
 */
outcome: MailTrialOutcome, };

/**
 * What the masker does to a field before text leaves the machine.
 */
export type Mask = "none" | "placeholder" | "drop";

/**
 * Asks how an entity would leave.
 */
export type MaskingAsk = { 
/**
 * Of which kind.
 */
kind: Kind, 
/**
 * The masks, kept or not.
 */
masks: { [key in Kind]?: { [key in string]: Mask } }, };

/**
 * A field and what leaves of it.
 */
export type MaskingField = { 
/**
 * The field's key.
 */
key: string, 
/**
 * Shown to people.
 */
label: string, 
/**
 * How delicate its content is.
 */
sensitivity: Sensitivity, 
/**
 * What its declaration says.
 */
declared: Mask, 
/**
 * What holds.
 */
mask: Mask, 
/**
 * Whether nothing else can be chosen.
 */
fixed: boolean, };

/**
 * What leaves of every field.
 */
export type MaskingFields = { 
/**
 * Kind by kind.
 */
kinds: Array<MaskingKind>, };

/**
 * What leaves of the fields of a kind.
 */
export type MaskingKind = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * Its fields, in their order.
 */
fields: Array<MaskingField>, };

/**
 * A part of an entity, here and outside.
 */
export type MaskingPart = { 
/**
 * The field's key.
 */
key: string, 
/**
 * Shown to people.
 */
label: string, 
/**
 * As it is.
 */
as_it_is: string, 
/**
 * As it would leave; absent when nothing of it leaves.
 */
as_it_leaves: string | null, };

/**
 * An entity as it is and as it would leave.
 */
export type MaskingPreview = { 
/**
 * Which.
 */
reference: EntityRef, 
/**
 * Its title.
 */
title: string, 
/**
 * Part by part.
 */
parts: Array<MaskingPart>, };

/**
 * A person of the workspace.
 */
export type Member = { 
/**
 * Identity.
 */
id: MemberId, 
/**
 * Shown beside what they own and did.
 */
name: string, 
/**
 * Their address; `@` completion matches it too.
 */
email: string | null, 
/**
 * What they may do.
 */
role: Role, 
/**
 * Since when.
 */
created_at: UtcMillis, 
/**
 * Whether they still work here. What others did keeps their name; nothing new is given to them, and they may
 * nothing.
 */
active: boolean, };

/**
 * Adds a member.
 */
export type MemberAdd = { 
/**
 * Shown beside what they own and do; no two members share one.
 */
name: string, 
/**
 * Their address.
 */
email: string | null, 
/**
 * What they may do.
 */
role: Role, };

/**
 * Identity of a person who works in the workspace.
 */
export type MemberId = string;

/**
 * Names a member.
 */
export type MemberName = { 
/**
 * Who.
 */
id: MemberId, };

/**
 * Takes a member out of those who work here. What they did keeps their name.
 */
export type MemberRemove = { 
/**
 * Who.
 */
id: MemberId, 
/**
 * Who gets what is theirs and open; it stays theirs without.
 */
hand_over_to: MemberId | null, };

/**
 * Changes a member.
 */
export type MemberUpdate = { 
/**
 * Who.
 */
id: MemberId, 
/**
 * As it is to be.
 */
name: string, 
/**
 * As it is to be.
 */
email: string | null, 
/**
 * As it is to be.
 */
role: Role, };

/**
 * Says what the person thought of an answer. It stays here.
 */
export type MessageFeedback = { 
/**
 * The conversation.
 */
conversation: string, 
/**
 * The answer.
 */
message: string, 
/**
 * Absent to take it back.
 */
feedback: ChatFeedback | null, };

/**
 * Asks for an answer to a message again.
 */
export type MessageName = { 
/**
 * The conversation.
 */
conversation: string, 
/**
 * The person's message.
 */
message: string, };

/**
 * A message to send, or to look at before.
 */
export type MessageSend = { 
/**
 * The conversation; a new one is begun without.
 */
conversation: string | null, 
/**
 * The message it follows: an earlier one makes a branch. Absent for the first.
 */
parent: string | null, 
/**
 * What the person says.
 */
text: string, 
/**
 * Entities in view, by id.
 */
context: Array<EntityId>, 
/**
 * Files that go along, as they were read.
 */
files: Array<ChatFile>, 
/**
 * A message of the conversation whose files go along once more.
 */
files_of: string | null, 
/**
 * Which tools the model is shown: Ask, those that read; Write, all of them.
 */
profile: Profile, };

/**
 * A model that the key can use.
 */
export type Model = { 
/**
 * As requests name it.
 */
id: string, 
/**
 * As the provider shows it; the id when it shows nothing else.
 */
label: string, 
/**
 * What it is for, by its name: lists do not say.
 */
used_for: ModelUse, };

/**
 * What a model is for.
 */
export type ModelUse = "chat" | "embedding" | "other";

/**
 * An amount of money: integer minor units, so that sums are exact.
 */
export type Money = { 
/**
 * Minor units: cents of EUR, yen of JPY, fils of KWD.
 */
minor: number, 
/**
 * ISO 4217 code in capitals.
 */
currency: string, };

/**
 * Two sentences that say nearly the same.
 */
export type NearSentences = { 
/**
 * Of the entity looked at.
 */
here: string, 
/**
 * Of the other one.
 */
there: string, };

/**
 * Writes a note on one or several entities.
 */
export type NoteAdd = { 
/**
 * On which.
 */
ids: Array<EntityId>, 
/**
 * What it is: a note, a call …
 */
entry: TimelineKind, 
/**
 * Markdown.
 */
text: string, };

/**
 * Removes a note or activity.
 */
export type NoteRemove = { 
/**
 * Which.
 */
id: string, };

/**
 * Writes a note or activity anew. What was sent, and scorecards, stay as they were written.
 */
export type NoteUpdate = { 
/**
 * Which.
 */
id: string, 
/**
 * Markdown.
 */
text: string, };

/**
 * Nothing to say or to answer.
 */
export type Nothing = Record<symbol, never>;

/**
 * What became of a row.
 */
export type Outcome = { "outcome": "created", 
/**
 * Its reference; absent in a dry run.
 */
reference: string | null, 
/**
 * Its title.
 */
title: string, } | { "outcome": "updated", 
/**
 * Its reference.
 */
reference: string, 
/**
 * Its title.
 */
title: string, } | { "outcome": "skipped", 
/**
 * Of which entity, or of which earlier row: `CON-7`, `row 12`.
 */
duplicate_of: string, } | { "outcome": "rejected", 
/**
 * Every reason: field label, what is wrong.
 */
reasons: Array<string>, };

/**
 * How the panel beside an entity was left.
 */
export type PanelLook = { 
/**
 * Whether it is there.
 */
open: boolean, 
/**
 * Its width in pixels.
 */
width: number, 
/**
 * The sections that are folded.
 */
folded: Array<string>, };

/**
 * A part of a request.
 */
export type Part = { 
/**
 * Where it comes from: `Instructions`, `42 tools`, `You`, `DEAL-7 Acme renewal`, `File offer.pdf`, `Result of
 * search_workspace`.
 */
from: string, 
/**
 * Exactly what leaves, masked.
 */
text: string, };

/**
 * Which screen the main window shows.
 */
export type Phase = { "phase": "first_run", 
/**
 * The folder that new workspaces go to.
 */
folder: string, 
/**
 * Why no keychain can be used, when none can.
 */
keychain_problem: string | null, } | { "phase": "opening", 
/**
 * What is being done.
 */
step: string, } | { "phase": "confirm_recovery_code", 
/**
 * The workspace's name.
 */
name: string, } | { "phase": "ready", 
/**
 * The open workspace.
 */
workspace: WorkspaceEntry, 
/**
 * Who the person is.
 */
me: Member, } | { "phase": "blocked", 
/**
 * The workspace's name.
 */
name: string, 
/**
 * Its folder.
 */
path: string, 
/**
 * Why.
 */
reason: BlockedReason, 
/**
 * The same in a sentence: what happened, to what, what to do.
 */
message: string, };

/**
 * Which tools the model is shown. What it is not shown does not run either.
 */
export type Profile = "ask" | "write";

/**
 * A provider as configured. The key is not part of it: it stays in the keychain until a client is made.
 */
export type Provider = { 
/**
 * Which.
 */
id: ProviderId, 
/**
 * `https://api.openai.com/v1`: without the path of an endpoint, with or without a slash at its end.
 */
base_url: string, 
/**
 * As the provider names it.
 */
model: string, 
/**
 * The explicit choice to talk to this machine or its own network, where plain http is allowed too.
 */
allow_private: boolean, };

/**
 * How the trial of a provider went.
 */
export type ProviderChecked = { 
/**
 * What was tried, in order.
 */
steps: Array<Step>, 
/**
 * Whether a conversation can be held with it: it was reached, knows key and model, and streams.
 */
usable: boolean, };

/**
 * The providers that can be chosen.
 */
export type ProviderId = "anthropic" | "openai" | "moonshotai" | "xai" | "deepseek" | "custom";

/**
 * The models that a key can use.
 */
export type ProviderModels = { 
/**
 * As the provider lists them.
 */
models: Array<Model>, };

/**
 * A provider that can be chosen.
 */
export type ProviderOffer = { 
/**
 * Which.
 */
id: ProviderId, 
/**
 * Shown to people.
 */
label: string, 
/**
 * Its own address; empty for a custom one.
 */
base_url: string, 
/**
 * To choose from while its own list cannot be read.
 */
suggested_models: Array<string>, 
/**
 * Whether it answers nobody without a key.
 */
needs_key: boolean, };

/**
 * The providers, in the order of the settings.
 */
export type ProviderOffers = { 
/**
 * All of them.
 */
providers: Array<ProviderOffer>, };

/**
 * A provider to try or to use.
 */
export type ProviderSet = { 
/**
 * Which, where, and with which model.
 */
provider: Provider, 
/**
 * The key as typed; absent to use the one in the keychain.
 */
key: string | null, };

/**
 * What became of setting a provider.
 */
export type ProviderUsed = { 
/**
 * How its trial went.
 */
checked: ProviderChecked, 
/**
 * The state after it: the former provider and key where the trial failed.
 */
state: AiState, };

/**
 * Completes a filter at the caret.
 */
export type QueryComplete = { 
/**
 * The text so far.
 */
text: string, 
/**
 * In UTF-16 code units.
 */
caret: number, 
/**
 * The kind whose list is filtered; absent in the palette.
 */
kind: Kind | null, };

/**
 * A part of the text that is no valid filter. It is not searched as text either: the person is told.
 */
export type QueryIssue = { 
/**
 * Where, in UTF-16 code units.
 */
span: [number, number], 
/**
 * What is wrong, naming the valid values.
 */
message: string, 
/**
 * Whole replacements for the span, best first, at most 8.
 */
suggestions: Array<string>, };

/**
 * A score for one criterion.
 */
export type Rating = { 
/**
 * What was looked at: `Communication`.
 */
criterion: string, 
/**
 * 1 (poor) to 4 (excellent).
 */
score: number, };

/**
 * What somebody advises.
 */
export type Recommendation = "strong_no" | "no" | "yes" | "strong_yes";

/**
 * Types the recovery code back.
 */
export type RecoveryCodeConfirm = { 
/**
 * As typed: case, spaces and dashes do not matter. Absent to be asked again at the next start.
 */
recovery_code: string | null, };

/**
 * Whether a typed-back code is right.
 */
export type RecoveryCodeConfirmed = { 
/**
 * Whether it is.
 */
matches: boolean, };

/**
 * A recovery code in the place of the one before, which opens nothing any more.
 */
export type RecoveryCodeRenewed = { 
/**
 * Shown once, and kept nowhere.
 */
recovery_code: string, };

/**
 * Writes a recovery code to a file that only its owner may read.
 */
export type RecoveryCodeSave = { 
/**
 * The code, as it was shown.
 */
recovery_code: string, 
/**
 * The file to write, outside the workspace: beside what it opens it would keep nobody out. It must be new.
 */
path: string, };

/**
 * Saves the rows that an import left out, as CSV with the reason in a last column.
 */
export type RejectsSave = { 
/**
 * The import's job.
 */
id: number, 
/**
 * The file to write.
 */
path: string, };

/**
 * What a member may do. On a file of one's own this binds the window, the assistant and MCP; whoever holds the
 * account and the key of the machine is administrator of it all the same.
 */
export type Role = "administrator" | "manager" | "member" | "viewer";

/**
 * What became of one row.
 */
export type RowOutcome = { 
/**
 * Number of the data row, from 1.
 */
row: number, 
/**
 * The line of the file it starts on, from 1.
 */
line: number, 
/**
 * What became of it.
 */
outcome: Outcome, };

/**
 * What the model is doing now.
 */
export type RunningTurn = { 
/**
 * The person's message that is being answered.
 */
answers: string, 
/**
 * What was said so far.
 */
parts: Array<ChatPart>, 
/**
 * What it waits for, in a few words: `waiting for api.anthropic.com`, `trying again in 8 s`, `reading DEAL-7`.
 */
step: string, };

/**
 * All kinds with all their fields. Checks, forms, columns and filters ask this, never [`Kind::def`], so that
 * a custom field is everywhere a declared one is.
 */
export type Schema = { kinds: Array<KindDef>, };

/**
 * All that forms, columns, filters and menus derive from.
 */
export type SchemaAnswer = { 
/**
 * Kinds, fields, pipelines.
 */
schema: Schema, 
/**
 * The workspace's people.
 */
members: Array<Member>, 
/**
 * Who is asking.
 */
me: MemberId, 
/**
 * All tags in use, the most used first, at most 200.
 */
tags: Array<string>, };

/**
 * An opinion, by criteria. The reasons are the text of the entry that carries it.
 */
export type Scorecard = { 
/**
 * At least one, each criterion once.
 */
ratings: Array<Rating>, 
/**
 * What it comes to.
 */
recommendation: Recommendation, };

/**
 * Writes an opinion on a candidate.
 */
export type ScorecardAdd = { 
/**
 * On whom.
 */
candidate: EntityId, 
/**
 * Each criterion once, with 1 to 4.
 */
ratings: Array<Rating>, 
/**
 * What it comes to.
 */
recommendation: Recommendation, 
/**
 * The reasons, in Markdown; may be empty.
 */
text: string, };

/**
 * A search.
 */
export type SearchRequest = { 
/**
 * As typed: words, filters and all.
 */
text: string, 
/**
 * Counts up with every key; comes back in the response so that late answers are dropped.
 */
seq: number, 
/**
 * Which legs to run; the exact tier runs whatever is said here. The window asks for text and fuzzy first,
 * then for all.
 */
legs: Array<Leg>, 
/**
 * At most this many hits, 1 to 200.
 */
limit: number, 
/**
 * Only this kind, beside what the text says.
 */
kind: Kind | null, 
/**
 * Whether hits carry their [`Explanation`].
 */
explain: boolean, };

/**
 * The answer to a [`SearchRequest`].
 */
export type SearchResponse = { 
/**
 * That of the request.
 */
seq: number, 
/**
 * Best first.
 */
hits: Array<Hit>, 
/**
 * How many of the first hits are of the exact tier.
 */
exact: number, 
/**
 * Parts of the text that were no valid filter.
 */
issues: Array<QueryIssue>, 
/**
 * The legs that ran; a leg that could not run is missing here and said in the status.
 */
legs: Array<Leg>, 
/**
 * Microseconds that the engine took.
 */
micros: number, };

/**
 * The state of the text index and of the vectors, for the bottom line and the palette.
 */
export type SearchStatus = { 
/**
 * The text index.
 */
text: TextStatus, 
/**
 * The vectors.
 */
vectors: VectorStatus, };

/**
 * The state of search.
 */
export type SearchStatusAnswer = { 
/**
 * Now.
 */
status: SearchStatus, };

/**
 * Entities of a kind.
 */
export type Selection = { "select": "ids", 
/**
 * Which.
 */
ids: Array<EntityId>, } | { "select": "matching", 
/**
 * In the query language; refused when any part of it is not understood.
 */
filter: string, 
/**
 * But not these.
 */
except: Array<EntityId>, };

/**
 * How delicate a field's content is. Later ones include the cautions of earlier ones.
 */
export type Sensitivity = "public" | "internal" | "confidential" | "restricted" | "protected";

/**
 * Settings of this machine's person; kept outside the workspace, so they hold nothing of it.
 */
export type Settings = { 
/**
 * Light, dark, or as the desktop says.
 */
theme: Theme, 
/**
 * Whether rows are 28 px instead of 32.
 */
compact: boolean, 
/**
 * The launcher's global shortcut: `CommandOrControl+Shift+Space`. Empty for none.
 */
launcher_shortcut: string, 
/**
 * Why the shortcut could not be registered, when it could not; never stored.
 */
launcher_problem: string | null, 
/**
 * What `03/04/2026` means in imports and forms: day first.
 */
day_first: boolean, 
/**
 * Currency of amounts without one.
 */
currency: string, 
/**
 * Region of phone numbers without a country code.
 */
region: string, 
/**
 * Keys of actions that the person chose, by the action's id; an action that is not named has the keys it came with.
 */
shortcuts: { [key in string]: Array<string> }, 
/**
 * How the panel beside an entity was left.
 */
panel: PanelLook, };

/**
 * Something that both have.
 */
export type SharedField = { 
/**
 * What it is called: `Company`, `Email`.
 */
label: string, 
/**
 * What it holds, for people.
 */
value: string, };

/**
 * One argument.
 */
export type ShownArgument = { 
/**
 * JSON pointer into the arguments.
 */
path: string, 
/**
 * What to call it.
 */
label: string, 
/**
 * Its value.
 */
value: unknown, 
/**
 * Whether it can be edited.
 */
editable: boolean, 
/**
 * Whether it was copied from a text that anybody may have written.
 */
tainted: boolean, 
/**
 * Whether the person has to type it before it can be approved.
 */
must_type: boolean, 
/**
 * Whether a placeholder stood for it, or for a part of it, where the model wrote it.
 */
masked: boolean, };

/**
 * One change.
 */
export type ShownChange = { 
/**
 * The entity; of one that is being made, a reference that it may not get.
 */
reference: EntityRef, 
/**
 * Its title.
 */
title: string, 
/**
 * What happens.
 */
op: ChangeOp, 
/**
 * The field's key.
 */
field: string | null, 
/**
 * The field's label.
 */
label: string | null, 
/**
 * Before.
 */
old: unknown, 
/**
 * After.
 */
new: unknown, 
/**
 * Whether no argument names it: it follows from the others by the workspace's own rules.
 */
follows: boolean, };

/**
 * A part of what is to be done.
 */
export type ShownStep = { 
/**
 * Where in the arguments it stands; absent when it cannot be left out by itself.
 */
path: string | null, 
/**
 * In a plain sentence.
 */
sentence: string, };

/**
 * An entity that is like another one.
 */
export type SimilarRecord = { 
/**
 * Which.
 */
id: EntityId, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * Its reference.
 */
reference: EntityRef, 
/**
 * Its title.
 */
title: string, 
/**
 * Its stage's key.
 */
stage: string | null, 
/**
 * The cosine of the two texts, 0 to 1; absent where it was not by the text, and of people who applied.
 */
nearness: number | null, 
/**
 * What both have.
 */
shared: Array<SharedField>, 
/**
 * The two sentences that say most nearly the same, this entity's first.
 */
sentences: NearSentences | null, };

/**
 * What is like an entity, found on this device.
 */
export type SimilarRecords = { 
/**
 * Who may be the same person or the same matter, surest first.
 */
same: Array<SimilarRecord>, 
/**
 * What reads alike, nearest first; people who applied are listed by reference and have no nearness.
 */
alike: Array<SimilarRecord>, 
/**
 * Whether what reads alike could be looked for.
 */
state: SimilarState, };

/**
 * Whether what reads alike could be looked for.
 */
export type SimilarState = { "state": "ready" } | { "state": "stale" } | { "state": "reading", 
/**
 * How far the vectors are.
 */
vectors: VectorStatus, } | { "state": "hindered", 
/**
 * What to do.
 */
message: string, } | { "state": "not_compared" };

/**
 * A piece of a field around what matched.
 */
export type Snippet = { 
/**
 * The field's label.
 */
field: string, 
/**
 * At most about 120 characters, cut at words.
 */
text: string, 
/**
 * What matched in it.
 */
marks: Array<Span>, };

/**
 * One column of a sort.
 */
export type Sort = { 
/**
 * A sortable field's key, or `title`, `reference`, `created_at`, `updated_at`.
 */
key: string, 
/**
 * Whether largest first. Entities without a value come last either way.
 */
descending: boolean, };

/**
 * What a sentence of a summary can rest on.
 */
export type SourceName = { "what": "field", 
/**
 * Its key.
 */
key: string, } | { "what": "entry", 
/**
 * Which.
 */
id: string, 
/**
 * What it is.
 */
entry: TimelineKind, 
/**
 * When it was made.
 */
at: UtcMillis, } | { "what": "entity", 
/**
 * Which.
 */
reference: EntityRef, 
/**
 * What it was called then.
 */
title: string, 
/**
 * What it is to the entity.
 */
role: string, };

/**
 * How a source stands against the time when the sentence was written.
 */
export type SourceState = "same" | "changed" | "gone";

/**
 * A stretch of a text, in UTF-16 code units, from and to.
 */
export type Span = [number, number];

/**
 * Who speaks.
 */
export type Speaker = "person" | "assistant";

/**
 * One step of a pipeline.
 */
export type Stage = { 
/**
 * Stored and typed in queries: `on_hold`.
 */
key: string, 
/**
 * Shown to people: `On hold`.
 */
label: string, 
/**
 * Open, won or lost.
 */
class: StageClass, 
/**
 * Chance of success in percent, for deals.
 */
probability: number | null, 
/**
 * Keys of the fields that must have a value before an entity may enter this stage.
 */
requires: Array<string>, };

/**
 * What a stage means for counting and for the rules: is the work going on, done well, or ended otherwise.
 */
export type StageClass = "open" | "won" | "lost";

/**
 * What one stage holds.
 */
export type StageTotal = { 
/**
 * The stage's key.
 */
stage: string, 
/**
 * How many entities.
 */
count: number, 
/**
 * What they are worth, one sum per currency.
 */
sums: Array<CurrencySum>, };

/**
 * A stay in a stage.
 */
export type StageVisit = { 
/**
 * The stage's key.
 */
stage: string, 
/**
 * Since when.
 */
entered_at: UtcMillis, 
/**
 * Who moved it there.
 */
actor: Actor, };

/**
 * Puts stages in the place of a kind's.
 */
export type StagesSet = { 
/**
 * The kind.
 */
kind: Kind, 
/**
 * All of them, in order. A stage that holds entities must stay; the first must be open.
 */
stages: Array<Stage>, };

/**
 * One thing that was tried.
 */
export type Step = { 
/**
 * What.
 */
name: StepName, 
/**
 * How it went.
 */
outcome: StepOutcome, };

/**
 * What is tried, in this order.
 */
export type StepName = "reach" | "key" | "model" | "streaming" | "tools" | "embeddings";

/**
 * How a step went.
 */
export type StepOutcome = { "outcome": "passed" } | { "outcome": "failed", "reason": string } | { "outcome": "not_offered", "reason": string } | { "outcome": "skipped", "reason": string };

/**
 * Something to do, with why. It is done once the person says yes in the confirmation window.
 */
export type Suggested = { 
/**
 * The rule's key.
 */
rule: string, 
/**
 * Names what it rests on, in hexadecimal.
 */
basis: string, 
/**
 * What to do, in a few words.
 */
title: string, 
/**
 * Why, in a plain sentence.
 */
reason: string, 
/**
 * What it rests on.
 */
evidence: Array<Evidence>, 
/**
 * The tool that would do it.
 */
tool: string, 
/**
 * The confirmation that waits for it.
 */
waits: ConfirmationCard | null, };

/**
 * What came of asking for a suggestion to be done.
 */
export type SuggestionAsked = { 
/**
 * The confirmation that waits; absent when there was nothing left to do.
 */
card: ConfirmationCard | null, 
/**
 * Why nothing waits.
 */
message: string | null, };

/**
 * Dismisses a suggestion, or takes that back. It stays dismissed for everybody until what it rests on changes.
 */
export type SuggestionDismiss = { 
/**
 * The entity.
 */
entity: EntityId, 
/**
 * The rule's key.
 */
rule: string, 
/**
 * What it rests on.
 */
basis: string, 
/**
 * Why, which may be empty; absent to take it back.
 */
reason: string | null, };

/**
 * Names a suggestion about an entity as it was shown.
 */
export type SuggestionName = { 
/**
 * The entity.
 */
entity: EntityId, 
/**
 * The rule's key.
 */
rule: string, 
/**
 * What it rested on.
 */
basis: string, };

/**
 * What is to be done about an entity. Made from the data by rules; no model is asked.
 */
export type Suggestions = { 
/**
 * What presses most first.
 */
suggestions: Array<Suggested>, 
/**
 * Those that somebody dismissed and that would still be made, newest first.
 */
dismissed: Array<DismissedSuggestion>, };

/**
 * A summary as it stands against the entity now.
 */
export type Summary = { 
/**
 * In order.
 */
sentences: Array<SummarySentence>, 
/**
 * What has come since and no sentence speaks of.
 */
newer: Array<SourceName>, 
/**
 * Sentences that were left out because they weighed somebody who applied.
 */
left_out: number, 
/**
 * The last writing.
 */
written: SummaryWriting, };

/**
 * Asks for a summary.
 */
export type SummaryAsk = { 
/**
 * Of which entity.
 */
entity: EntityId, 
/**
 * The sentences of the kept one that are to be written anew, counted from 0; empty for all of it.
 */
sentences: Array<number>, 
/**
 * When the kept one was written whose sentences these are: of another one none is written anew.
 */
seen: UtcMillis | null, 
/**
 * Whether nobody clicked for it: refused unless the workspace's rules let summaries be written so.
 */
unasked: boolean, };

/**
 * A part of a ticket's summary; those of other kinds have none.
 */
export type SummaryPart = "intent" | "state" | "open";

/**
 * A summary that is being written.
 */
export type SummaryRunning = { 
/**
 * What was written so far.
 */
sentences: Array<SummarySentence>, 
/**
 * The places of the kept summary's sentences that are written anew, counted from 0: first those that the sentences so
 * far stand for, in their order, then the rest. Empty for a whole summary.
 */
replaces: Array<number>, 
/**
 * What it waits for, in a few words: `waiting for api.anthropic.com`, `writing`, `trying again in 8 s`.
 */
step: string, };

/**
 * A sentence of a summary.
 */
export type SummarySentence = { 
/**
 * Which part it belongs to.
 */
part: SummaryPart | null, 
/**
 * Plain text, placeholders put back.
 */
text: string, 
/**
 * What it rests on; empty when the model named nothing that it was given.
 */
sources: Array<SummarySource>, 
/**
 * Numbers, dates, names and addresses that these do not bear out.
 */
unsupported: Array<Claim>, 
/**
 * Whether something that it rests on has changed since, or is gone.
 */
stale: boolean, 
/**
 * When it was written.
 */
at: UtcMillis, };

/**
 * A source of a sentence.
 */
export type SummarySource = { 
/**
 * Which.
 */
source: SourceName, 
/**
 * How it stands.
 */
state: SourceState, };

/**
 * The summary of an entity, and how it stands with it.
 */
export type SummaryView = { 
/**
 * The one that is kept; absent until one was written.
 */
summary: Summary | null, 
/**
 * The one that is being written; absent when none is.
 */
running: SummaryRunning | null, 
/**
 * Why the last one was not written, as a sentence; until it is tried again.
 */
failed: string | null, };

/**
 * How a summary was last written to.
 */
export type SummaryWriting = { 
/**
 * When it was asked for.
 */
at: UtcMillis, 
/**
 * The host that was asked.
 */
host: string, 
/**
 * The model.
 */
model: string, 
/**
 * How long it took, in milliseconds.
 */
took: number, 
/**
 * Tokens and cost; absent where the provider counted nothing.
 */
usage: ChatUsage | null, 
/**
 * The row of the log that was written before it left.
 */
audit: number, };

/**
 * What is promised for tickets of one priority, in hours of the clock.
 */
export type Target = { 
/**
 * Until the first answer.
 */
first_response: number, 
/**
 * Until it is resolved.
 */
resolution: number, };

/**
 * What is promised, by priority.
 */
export type Targets = { [key in string]: Target };

/**
 * A text that emails begin with.
 */
export type Template = { 
/**
 * Identity.
 */
id: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * Of which kind it speaks; absent for any.
 */
kind: Kind | null, 
/**
 * One line, with placeholders.
 */
subject: string, 
/**
 * Text, with placeholders: `{{first_name}}`, `{{contact.first_name}}`, `{{reference}}`, `{{me.name}}`.
 */
body: string, };

/**
 * Fills a template in.
 */
export type TemplateFill = { 
/**
 * Which.
 */
id: string, 
/**
 * With the values of which entity.
 */
entity: string, };

/**
 * A template that was filled in.
 */
export type TemplateFilled = { 
/**
 * One line.
 */
subject: string, 
/**
 * Text.
 */
body: string, 
/**
 * Labels of what the entity has no value for; their places are empty.
 */
missing: Array<string>, };

/**
 * Names a template.
 */
export type TemplateName = { 
/**
 * Which.
 */
id: string, };

/**
 * Fills a text in that is not kept yet.
 */
export type TemplatePreview = { 
/**
 * Of which kind it speaks; absent for any.
 */
kind: Kind | null, 
/**
 * One line, with placeholders.
 */
subject: string, 
/**
 * Text, with placeholders.
 */
body: string, 
/**
 * With the values of which entity.
 */
entity: string, };

/**
 * Keeps a template.
 */
export type TemplateSave = { 
/**
 * Which to replace; a new one without it.
 */
id: string | null, 
/**
 * No two share a name.
 */
name: string, 
/**
 * Of which kind it speaks; absent for any.
 */
kind: Kind | null, 
/**
 * One line, with placeholders.
 */
subject: string, 
/**
 * Text, with placeholders.
 */
body: string, };

/**
 * All templates.
 */
export type Templates = { 
/**
 * By name.
 */
templates: Array<Template>, };

/**
 * The state of the text index.
 */
export type TextStatus = { "state": "ready" } | { "state": "building", 
/**
 * Entities indexed so far.
 */
done: number, 
/**
 * Entities there are.
 */
total: number, } | { "state": "failed", 
/**
 * What happened and what to do.
 */
message: string, };

/**
 * The look.
 */
export type Theme = "system" | "light" | "dark";

/**
 * What is promised for tickets.
 */
export type TicketTargets = { 
/**
 * Hours by priority.
 */
targets: Targets, };

/**
 * A note or an activity on the timeline.
 */
export type TimelineEntry = { 
/**
 * Identity of the note or activity.
 */
id: string, 
/**
 * What it is.
 */
entry: TimelineKind, 
/**
 * Markdown for notes, a sentence for activities.
 */
text: string, 
/**
 * The scores, of a scorecard.
 */
scorecard: Scorecard | null, 
/**
 * Who.
 */
actor: Actor, 
/**
 * When it happened.
 */
at: UtcMillis, 
/**
 * Other entities it hangs on.
 */
also_on: Array<TitleOf>, };

/**
 * What a timeline entry is.
 */
export type TimelineKind = "note" | "call" | "meeting" | "email" | "public_message" | "internal_message" | "scorecard";

/**
 * How the title of an entity is made from its fields.
 */
export type Title = { "person_name": Array<string> } | { "field": string };

/**
 * The title of an entity that is referred to.
 */
export type TitleOf = { 
/**
 * Which.
 */
id: EntityId, 
/**
 * Its reference.
 */
reference: EntityRef, 
/**
 * Its title.
 */
title: string, };

/**
 * What undo or redo did.
 */
export type Undone = { 
/**
 * Absent when there was nothing to undo or redo.
 */
summary: string | null, 
/**
 * Entities whose later changes by people were kept instead, with the fields' labels.
 */
kept: Array<string>, };

/**
 * Has the system's program for an address open it. The window asks the person first.
 */
export type UrlOpen = { 
/**
 * An address of `http`, `https`, `mailto` or `tel`.
 */
url: string, };

/**
 * An instant: milliseconds since 1970 in UTC.
 */
export type UtcMillis = number;

/**
 * The value of a field. What a text means is said by the field's type: dates are `2026-11-21`, date-times
 * `2026-11-21T14:00:00Z`, phones E.164, members and entities their ids, selects and stages their keys.
 * A field without a value is absent, never an empty text.
 */
export type Value = boolean | number | string | Money | Array<string>;

/**
 * The state of the vectors.
 */
export type VectorStatus = { "state": "loading" } | { "state": "ready", 
/**
 * Vectors held.
 */
total: number, } | { "state": "embedding", 
/**
 * Entities embedded.
 */
done: number, 
/**
 * Entities to embed in all.
 */
total: number, 
/**
 * Whether a person paused it.
 */
paused: boolean, } | { "state": "no_model", 
/**
 * Why, and what to do.
 */
message: string, };

/**
 * A way of looking that a member keeps.
 */
export type View = { 
/**
 * Identity.
 */
id: string, 
/**
 * What it shows.
 */
kind: Kind, 
/**
 * What the member calls it; absent for the way in which they last looked at the plain list of the kind.
 */
name: string | null, 
/**
 * List or board.
 */
layout: ViewLayout, 
/**
 * In the query language.
 */
filter: string, 
/**
 * First first.
 */
sort: Array<Sort>, 
/**
 * In order; empty for the columns of the declaration.
 */
columns: Array<ViewColumn>, 
/**
 * Whether it stands in the sidebar.
 */
pinned: boolean, };

/**
 * One column of a list.
 */
export type ViewColumn = { 
/**
 * A field's key, or `reference`, `created_at`, `updated_at`.
 */
key: string, 
/**
 * In pixels at 100 %; absent for the column's own.
 */
width: number | null, };

/**
 * The shape in which a view shows its entities.
 */
export type ViewLayout = "list" | "board";

/**
 * Names a view.
 */
export type ViewName = { 
/**
 * Which.
 */
id: string, };

/**
 * Puts views into an order.
 */
export type ViewOrder = { 
/**
 * First first; views not named follow.
 */
ids: string[], };

/**
 * Keeps a view: a new one under a new id, or in the place of the one with its id.
 */
export type ViewSave = { 
/**
 * The whole of it.
 */
view: View, };

/**
 * The views of the person at the machine.
 */
export type Views = { 
/**
 * In their order; those without a name are how the plain list of their kind was last looked at.
 */
views: Array<View>, };

/**
 * What a query word became.
 */
export type WordMatch = { 
/**
 * As typed.
 */
word: string, 
/**
 * The words of the index that stood in for it.
 */
matched: Array<string>, };

/**
 * Makes a workspace.
 */
export type WorkspaceCreate = { 
/**
 * Its name.
 */
name: string, 
/**
 * The person's name, the first member and administrator.
 */
member: string, 
/**
 * Whether to fill it with the sample's fictional people.
 */
sample: boolean, 
/**
 * The folder to make it in; the default one without it.
 */
folder: string | null, };

/**
 * A made workspace.
 */
export type WorkspaceCreated = { 
/**
 * Shown this once: groups of letters and digits, to be written down and typed back.
 */
recovery_code: string, };

/**
 * A workspace known on this machine.
 */
export type WorkspaceEntry = { 
/**
 * Identity; absent when the folder cannot be read.
 */
id: WorkspaceId | null, 
/**
 * Its name.
 */
name: string, 
/**
 * Its folder.
 */
path: string, 
/**
 * Whether it is the open one.
 */
open: boolean, 
/**
 * Whether it is the sample.
 */
sample: boolean, };

/**
 * Identity of a workspace; bound into its key slots as associated data.
 */
export type WorkspaceId = string;

/**
 * Opens a workspace.
 */
export type WorkspaceOpen = { 
/**
 * Its folder.
 */
path: string, 
/**
 * Opens it when the keychain cannot, and puts the key back there when it can.
 */
recovery_code: string | null, };

/**
 * Calls the open workspace something else.
 */
export type WorkspaceRename = { 
/**
 * Its name.
 */
name: string, };

/**
 * What was written.
 */
export type Written = { 
/**
 * What one undo takes back.
 */
change_set: ChangeSetId, 
/**
 * The entities as they are now; at most 500.
 */
entities: Array<Entity>, 
/**
 * What was done, for the toast: `moved DEAL-7 to Proposal`.
 */
summary: string, };

/** Every command, with what it takes and what it answers. */
export type Commands = {
  app_state: { input: Nothing; output: AppState };
  settings_get: { input: Nothing; output: Settings };
  settings_set: { input: Settings; output: Settings };
  workspace_create: { input: WorkspaceCreate; output: WorkspaceCreated };
  workspace_open: { input: WorkspaceOpen; output: AppState };
  workspace_close: { input: Nothing; output: AppState };
  workspace_rename: { input: WorkspaceRename; output: AppState };
  url_open: { input: UrlOpen; output: Nothing };
  recovery_code_confirm: { input: RecoveryCodeConfirm; output: RecoveryCodeConfirmed };
  recovery_code_save: { input: RecoveryCodeSave; output: Nothing };
  file_pick: { input: FilePick; output: FilePicked };
  launcher_hide: { input: Nothing; output: Nothing };
  entity_open: { input: EntityName; output: Nothing };
  action_run: { input: ActionRun; output: Nothing };
  schema_get: { input: Nothing; output: SchemaAnswer };
  kind_counts: { input: Nothing; output: KindCounts };
  entity_list: { input: EntityList; output: EntityPage };
  entity_get: { input: EntityName; output: EntityDetail };
  entity_history: { input: EntityName; output: History };
  entity_create: { input: EntityCreate; output: Written };
  entity_update: { input: EntityUpdate; output: Written };
  entity_archive: { input: EntityArchive; output: Written };
  entity_trash: { input: EntityIds; output: Written };
  entity_restore: { input: EntityIds; output: Written };
  entity_erase: { input: EntityIds; output: Written };
  entity_duplicates: { input: EntityName; output: Duplicates };
  entity_merge: { input: EntityMerge; output: Written };
  duplicate_groups: { input: DuplicateSearch; output: DuplicateGroups };
  duplicates_dismiss: { input: DuplicatesDismiss; output: Nothing };
  suggestion_list: { input: EntityName; output: Suggestions };
  suggestion_run: { input: SuggestionName; output: SuggestionAsked };
  suggestion_dismiss: { input: SuggestionDismiss; output: Nothing };
  similar_records: { input: EntityName; output: SimilarRecords };
  summary_get: { input: EntityName; output: SummaryView };
  summary_preview: { input: SummaryAsk; output: Departure };
  summary_write: { input: SummaryAsk; output: SummaryView };
  summary_stop: { input: EntityName; output: SummaryView };
  summary_remove: { input: EntityName; output: SummaryView };
  answer_pin: { input: AnswerPin; output: SuggestionAsked };
  bulk_start: { input: BulkStart; output: Job };
  board_totals: { input: BoardAsk; output: Board };
  view_list: { input: Nothing; output: Views };
  view_save: { input: ViewSave; output: Views };
  view_remove: { input: ViewName; output: Views };
  view_order: { input: ViewOrder; output: Views };
  recovery_code_renew: { input: Nothing; output: RecoveryCodeRenewed };
  member_add: { input: MemberAdd; output: SchemaAnswer };
  member_update: { input: MemberUpdate; output: SchemaAnswer };
  member_remove: { input: MemberRemove; output: SchemaAnswer };
  member_restore: { input: MemberName; output: SchemaAnswer };
  custom_field_add: { input: CustomFieldAdd; output: SchemaAnswer };
  custom_field_update: { input: CustomFieldUpdate; output: SchemaAnswer };
  custom_field_remove: { input: CustomFieldName; output: SchemaAnswer };
  stages_set: { input: StagesSet; output: SchemaAnswer };
  ticket_targets: { input: Nothing; output: TicketTargets };
  ticket_targets_set: { input: TicketTargets; output: TicketTargets };
  attachment_add: { input: AttachmentAdd; output: Attached };
  attachment_list: { input: EntityName; output: Attachments };
  attachment_save: { input: AttachmentSave; output: Nothing };
  attachment_remove: { input: AttachmentName; output: Written };
  note_add: { input: NoteAdd; output: Written };
  note_update: { input: NoteUpdate; output: Written };
  scorecard_add: { input: ScorecardAdd; output: Written };
  note_remove: { input: NoteRemove; output: Written };
  draft_save: { input: DraftText; output: Nothing };
  draft_list: { input: Nothing; output: Drafts };
  mail_setup_get: { input: Nothing; output: MailSetup };
  mail_setup_set: { input: MailSetupSet; output: MailSetup };
  mail_setup_remove: { input: Nothing; output: MailSetup };
  mail_setup_test: { input: MailSetupTest; output: MailTrial };
  email_write: { input: EmailWrite; output: Email };
  email_cancel: { input: EmailName; output: Email };
  email_send_now: { input: EmailName; output: Email };
  email_list: { input: EmailAsk; output: Emails };
  email_draft_open: { input: EmailWrite; output: EmailDraftOpened };
  template_list: { input: Nothing; output: Templates };
  template_save: { input: TemplateSave; output: Templates };
  template_remove: { input: TemplateName; output: Templates };
  template_fill: { input: TemplateFill; output: TemplateFilled };
  template_preview: { input: TemplatePreview; output: TemplateFilled };
  link_add: { input: LinkAdd; output: Written };
  link_remove: { input: LinkRemove; output: Written };
  undo: { input: Nothing; output: Undone };
  redo: { input: Nothing; output: Undone };
  change_set_undo: { input: ChangeSetName; output: Undone };
  search: { input: SearchRequest; output: SearchResponse };
  search_picked: { input: EntityName; output: Nothing };
  search_status: { input: Nothing; output: SearchStatusAnswer };
  query_complete: { input: QueryComplete; output: Completions };
  embedding_pause: { input: EmbeddingPause; output: SearchStatusAnswer };
  embedding_state: { input: Nothing; output: EmbeddingState };
  embedding_notice: { input: EmbeddingChoice; output: EmbeddingNotice };
  embedding_set: { input: EmbeddingSet; output: EmbeddingState };
  ai_state: { input: Nothing; output: AiState };
  provider_offers: { input: Nothing; output: ProviderOffers };
  provider_models: { input: ProviderSet; output: ProviderModels };
  provider_check: { input: ProviderSet; output: ProviderChecked };
  provider_set: { input: ProviderSet; output: ProviderUsed };
  provider_remove: { input: Nothing; output: AiState };
  ai_switch: { input: AiSwitch; output: AiState };
  ai_rules_set: { input: AiRules; output: AiState };
  masking_fields: { input: Nothing; output: MaskingFields };
  masking_preview: { input: MaskingAsk; output: MaskingPreview };
  conversation_list: { input: ConversationSearch; output: Conversations };
  conversation_get: { input: ConversationName; output: ConversationView };
  conversation_rename: { input: ConversationRename; output: Nothing };
  conversation_draft: { input: ConversationDraft; output: Nothing };
  conversation_delete: { input: ConversationName; output: Nothing };
  conversation_export: { input: ConversationExport; output: Nothing };
  message_preview: { input: MessageSend; output: Departure };
  chat_file_read: { input: ChatFileRead; output: ChatFile };
  message_send: { input: MessageSend; output: ConversationView };
  message_feedback: { input: MessageFeedback; output: Nothing };
  turn_retry: { input: MessageName; output: ConversationView };
  turn_stop: { input: ConversationName; output: ConversationView };
  confirmation_list: { input: Nothing; output: Confirmations };
  confirmation_show: { input: ConfirmationName; output: Nothing };
  confirmation_hide: { input: Nothing; output: Nothing };
  confirmation_look: { input: ConfirmationLook; output: ConfirmationView };
  confirmation_resolve: { input: ConfirmationResolve; output: ConfirmationCard };
  audit_page: { input: AuditAsk; output: AuditPage };
  audit_content: { input: AuditName; output: AuditContent };
  audit_verify: { input: Nothing; output: AuditVerified };
  import_inspect: { input: ImportInspect; output: ImportInspected };
  import_start: { input: ImportStart; output: Job };
  rejects_save: { input: RejectsSave; output: Nothing };
  export_start: { input: ExportStart; output: Job };
  job_cancel: { input: JobName; output: Nothing };
  job_list: { input: Nothing; output: Jobs };
};
