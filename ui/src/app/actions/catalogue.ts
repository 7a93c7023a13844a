import type { Kind } from "@/ipc/bindings";
import type { Binding } from "@/lib/keys";
import { chosenKeys } from "./chosen-keys";

/** Where an action belongs on the sheet of shortcuts. */
export type Section = "Anywhere" | "Go to" | "Create" | "List" | "Entity" | "Palette" | "Appearance";

export type Action = {
  title: string;
  section: Section;
  /** The first is the one shown. */
  keys?: readonly Binding[];
  /** Other words that find it. */
  words?: string;
  /** Offered as a `>` command; the launcher offers those that need no list or page. */
  command?: "everywhere" | "window";
  /** Its keys work while typing, too. */
  whileTyping?: boolean;
};

/**
 * Every action there is. The `>` commands, the sheet of shortcuts, the keys beside menus and the keymap derive from
 * it; what an action does is said by the part of the window that can do it, with `useAction`.
 */
export const catalogue = {
  "palette.open": {
    title: "Search or run a command",
    section: "Anywhere",
    keys: ["mod+k"],
    whileTyping: true,
  },
  "chat.toggle": {
    title: "Talk with the assistant",
    section: "Anywhere",
    keys: ["mod+j"],
    command: "everywhere",
    words: "ai chat conversation ask",
    whileTyping: true,
  },
  "chat.new": {
    title: "New conversation with the assistant",
    section: "Anywhere",
    keys: ["mod+shift+o"],
    command: "everywhere",
    words: "ai chat ask",
    whileTyping: true,
  },
  "chat.list": {
    title: "Search conversations with the assistant",
    section: "Anywhere",
    command: "window",
    words: "ai chat history find",
  },
  "panel.toggle": {
    title: "Show or hide the panel beside an entity",
    section: "Entity",
    keys: ["mod+."],
    command: "window",
    words: "summary suggested actions similar records ask ai pane right",
    whileTyping: true,
  },
  "entity.summary": {
    title: "Show the summary",
    section: "Entity",
    keys: ["shift+u"],
    command: "window",
    words: "panel ai brief short overview summarize",
  },
  "entity.suggestions": {
    title: "Show suggested actions",
    section: "Entity",
    keys: ["shift+n"],
    command: "window",
    words: "panel next what to do advice",
  },
  "entity.similar": {
    title: "Show similar records",
    section: "Entity",
    keys: ["shift+m"],
    command: "window",
    words: "panel like duplicates related same",
  },
  "shortcuts.show": {
    title: "Show keyboard shortcuts",
    section: "Anywhere",
    keys: ["?"],
    command: "window",
    words: "help keys",
  },
  "settings.open": {
    title: "Open settings",
    section: "Anywhere",
    keys: ["mod+,"],
    command: "everywhere",
    words: "preferences options",
    whileTyping: true,
  },
  "settings.members": {
    title: "Set members and roles",
    section: "Anywhere",
    command: "everywhere",
    words: "settings people team invite administrator",
  },
  "settings.fields": {
    title: "Set the fields of each kind",
    section: "Anywhere",
    command: "everywhere",
    words: "settings custom field column property",
  },
  "settings.pipelines": {
    title: "Set pipelines and stages",
    section: "Anywhere",
    command: "everywhere",
    words: "settings stage status lifecycle",
  },
  "settings.targets": {
    title: "Set the targets of tickets",
    section: "Anywhere",
    command: "everywhere",
    words: "settings sla first response resolution",
  },
  "settings.shortcuts": {
    title: "Set keyboard shortcuts",
    section: "Anywhere",
    command: "everywhere",
    words: "settings keys rebind keymap",
  },
  "settings.email": {
    title: "Set up email",
    section: "Anywhere",
    command: "everywhere",
    words: "settings smtp mail server signature send",
  },
  "settings.templates": {
    title: "Set email templates",
    section: "Anywhere",
    command: "everywhere",
    words: "settings mail text canned placeholder",
  },
  "settings.ai": {
    title: "Set up AI",
    section: "Anywhere",
    command: "everywhere",
    words: "settings provider key model assistant masking anthropic openai",
  },
  "settings.audit": {
    title: "Open audit log",
    section: "Anywhere",
    command: "everywhere",
    words: "settings ai history requests sent chain",
  },
  "ai.off": {
    title: "Switch AI off",
    section: "Anywhere",
    command: "everywhere",
    words: "assistant stop disable",
  },
  "ai.on": {
    title: "Switch AI on",
    section: "Anywhere",
    command: "window",
    words: "assistant start enable",
  },
  "confirmations.review": {
    title: "Review what waits for you",
    section: "Anywhere",
    keys: ["mod+shift+a"],
    command: "everywhere",
    words: "ai assistant confirm approve decline pending",
    whileTyping: true,
  },
  "history.undo": {
    title: "Undo",
    section: "Anywhere",
    keys: ["mod+z"],
    command: "everywhere",
    words: "revert take back",
  },
  "history.redo": {
    title: "Redo",
    section: "Anywhere",
    keys: ["mod+shift+z", "mod+y"],
    command: "everywhere",
  },
  "window.back": { title: "Go back", section: "Anywhere", keys: ["alt+left"] },
  "sidebar.toggle": {
    title: "Show or hide the sidebar",
    section: "Anywhere",
    keys: ["mod+\\"],
    command: "window",
  },
  "import.open": {
    title: "Import a CSV file",
    section: "Anywhere",
    command: "everywhere",
    words: "upload csv file spreadsheet",
  },
  "embedding.pause": {
    title: "Pause embedding",
    section: "Anywhere",
    command: "window",
    words: "vectors stop",
  },
  "embedding.resume": {
    title: "Go on with embedding",
    section: "Anywhere",
    command: "window",
    words: "vectors resume",
  },

  "go.contact": { title: "Go to contacts", section: "Go to", keys: ["g c"], command: "everywhere" },
  "go.deal": { title: "Go to deals", section: "Go to", keys: ["g d"], command: "everywhere" },
  "go.ticket": { title: "Go to tickets", section: "Go to", keys: ["g t"], command: "everywhere" },
  "go.candidate": {
    title: "Go to candidates",
    section: "Go to",
    keys: ["g a"],
    command: "everywhere",
    words: "applicants hiring",
  },
  "go.task": { title: "Go to tasks", section: "Go to", keys: ["g k"], command: "everywhere" },
  "go.my-day": {
    title: "Go to my day",
    section: "Go to",
    keys: ["g m"],
    command: "everywhere",
    words: "today tasks agenda due",
  },
  "outbox.open": {
    title: "Open outbox",
    section: "Go to",
    keys: ["g o"],
    command: "everywhere",
    words: "email mail waiting sent failed",
  },
  "go.trash": { title: "Go to the trash of this list", section: "Go to", keys: ["g x"], command: "window" },
  "go.archive": {
    title: "Go to the archive of this list",
    section: "Go to",
    keys: ["g z"],
    command: "window",
  },

  "create.here": { title: "Create what this list holds", section: "Create", keys: ["c"] },
  "create.contact": {
    title: "Create contact",
    section: "Create",
    command: "everywhere",
    words: "new add person",
  },
  "create.deal": { title: "Create deal", section: "Create", command: "everywhere", words: "new add sale" },
  "create.ticket": {
    title: "Create ticket",
    section: "Create",
    command: "everywhere",
    words: "new add request",
  },
  "create.candidate": {
    title: "Create candidate",
    section: "Create",
    command: "everywhere",
    words: "new add applicant",
  },
  "create.task": { title: "Create task", section: "Create", command: "everywhere", words: "new add to do" },

  "list.filter": { title: "Filter the list", section: "List", keys: ["/"], command: "window" },
  "list.down": { title: "Next row", section: "List", keys: ["j", "down"] },
  "list.up": { title: "Previous row", section: "List", keys: ["k", "up"] },
  "list.first": { title: "First row", section: "List", keys: ["home"] },
  "list.last": { title: "Last row", section: "List", keys: ["end"] },
  "list.open": { title: "Open", section: "List", keys: ["enter"] },
  "list.open-beside": { title: "Open beside", section: "List", keys: ["mod+enter"] },
  "list.peek": { title: "Peek", section: "List", keys: ["space"] },
  "list.select": { title: "Select", section: "List", keys: ["x"] },
  "list.extend": { title: "Select down to here", section: "List", keys: ["shift+x"] },
  "list.extend-down": { title: "Select the next row, too", section: "List", keys: ["shift+down", "shift+j"] },
  "list.extend-up": { title: "Select the previous row, too", section: "List", keys: ["shift+up", "shift+k"] },
  "list.select-all": { title: "Select all loaded rows", section: "List", keys: ["mod+a"], command: "window" },
  "list.select-matching": { title: "Select all that match", section: "List", command: "window" },
  "list.left": { title: "Cell or column to the left", section: "List", keys: ["left"] },
  "list.right": { title: "Cell or column to the right", section: "List", keys: ["right"] },
  "list.edit-cell": { title: "Edit in place", section: "List", keys: ["f2"] },
  "list.menu": { title: "Menu of the row", section: "List", keys: ["shift+f10"] },
  "list.clear": { title: "Clear the selection", section: "List", keys: ["esc"] },
  "list.sort": { title: "Sort by the next column", section: "List", keys: ["o"], command: "window" },
  "list.build-filter": {
    title: "Add a filter",
    section: "List",
    keys: ["f"],
    command: "window",
    words: "builder condition",
  },
  "list.columns": { title: "Choose the columns", section: "List", command: "window", words: "fields width" },
  "list.layout": {
    title: "Switch between list and board",
    section: "List",
    keys: ["b"],
    command: "window",
    words: "kanban pipeline cards layout",
  },
  "list.save-view": {
    title: "Save this view as…",
    section: "List",
    command: "window",
    words: "keep bookmark pin",
  },
  "list.duplicates": {
    title: "Find duplicates",
    section: "List",
    command: "window",
    words: "merge same twice clean",
  },
  "list.export": {
    title: "Export this list as CSV, columns as shown",
    section: "List",
    command: "window",
    words: "download save file",
  },

  "list.export-all": {
    title: "Export this list as CSV, all fields",
    section: "List",
    command: "window",
    words: "download save file everything",
  },

  "entity.edit": { title: "Edit", section: "Entity", keys: ["e"], command: "window" },
  "entity.stage": {
    title: "Change the stage",
    section: "Entity",
    keys: ["s"],
    command: "window",
    words: "move status",
  },
  "entity.assign": { title: "Assign", section: "Entity", keys: ["a"], command: "window", words: "owner" },
  "entity.tag": { title: "Edit tags", section: "Entity", keys: ["l"], command: "window", words: "label" },
  "entity.note": {
    title: "Add a note",
    section: "Entity",
    keys: ["n"],
    command: "window",
    words: "comment write",
  },
  "entity.email": {
    title: "Write email",
    section: "Entity",
    keys: ["m"],
    command: "window",
    words: "mail send message compose",
  },
  "entity.ask": {
    title: "Ask AI about this",
    section: "Entity",
    keys: ["shift+a"],
    command: "window",
    words: "assistant chat conversation question",
  },
  "entity.reply": {
    title: "Reply to the requester",
    section: "Entity",
    keys: ["r"],
    command: "window",
    words: "message answer",
  },
  "entity.internal": {
    title: "Write to the team only",
    section: "Entity",
    keys: ["i"],
    command: "window",
    words: "internal message private",
  },
  "entity.scorecard": {
    title: "Add a scorecard",
    section: "Entity",
    keys: ["shift+s"],
    command: "window",
    words: "rate interview feedback opinion criteria",
  },
  "entity.done": {
    title: "Mark the task as done",
    section: "Entity",
    keys: ["d"],
    command: "window",
    words: "complete finish check",
  },
  "entity.tomorrow": {
    title: "Put the task off until tomorrow",
    section: "Entity",
    keys: ["t"],
    command: "window",
    words: "postpone snooze later",
  },
  "entity.field-history": {
    title: "History of the field in focus",
    section: "Entity",
    keys: ["h"],
    words: "changes who when",
  },
  "entity.link": {
    title: "Link to another entity",
    section: "Entity",
    keys: ["shift+l"],
    command: "window",
    words: "connect relate",
  },
  "entity.attach": {
    title: "Attach a file",
    section: "Entity",
    keys: ["shift+f"],
    command: "window",
    words: "attachment document upload pdf",
  },
  "entity.copy-reference": {
    title: "Copy reference",
    section: "Entity",
    keys: ["shift+c"],
    command: "window",
  },
  "entity.copy-link": {
    title: "Copy link",
    section: "Entity",
    keys: ["mod+shift+c"],
    command: "window",
    words: "url",
  },
  "entity.archive": { title: "Archive", section: "Entity", keys: ["shift+e"], command: "window" },
  "entity.trash": {
    title: "Move to the trash",
    section: "Entity",
    keys: ["delete", "backspace"],
    command: "window",
    words: "delete remove",
  },
  "entity.restore": {
    title: "Restore",
    section: "Entity",
    keys: ["shift+r"],
    command: "window",
    words: "undelete unarchive",
  },
  "entity.next": { title: "Next in the list", section: "Entity", keys: ["j"] },
  "entity.previous": { title: "Previous in the list", section: "Entity", keys: ["k"] },
  "entity.close": { title: "Back to the list", section: "Entity", keys: ["esc"] },

  "palette.row-actions": { title: "Actions of the chosen row", section: "Palette", keys: ["mod+k"] },
  "palette.open-row": { title: "Open", section: "Palette", keys: ["enter"] },
  "palette.complete": { title: "Complete a filter", section: "Palette", keys: ["tab"] },
  "palette.commands": { title: "Commands only", section: "Palette", keys: [">"] },
  "palette.why": { title: "Why this rank", section: "Palette", keys: ["alt+w"] },
  "palette.preview": { title: "Show or hide the preview", section: "Palette", keys: ["alt+p"] },

  "theme.light": {
    title: "Use the light theme",
    section: "Appearance",
    command: "everywhere",
    words: "appearance bright",
  },
  "theme.dark": {
    title: "Use the dark theme",
    section: "Appearance",
    command: "everywhere",
    words: "appearance night",
  },
  "theme.system": {
    title: "Use the desktop’s theme",
    section: "Appearance",
    command: "everywhere",
    words: "appearance automatic",
  },
  "density.toggle": {
    title: "Switch between comfortable and compact rows",
    section: "Appearance",
    command: "everywhere",
    words: "density",
  },
} as const satisfies Record<string, Action>;

export type ActionId = keyof typeof catalogue;

export const actionIds = Object.keys(catalogue) as ActionId[];

/** An action with the keys that the person chose for it, or its own. */
export function action(id: ActionId): Action {
  const chosen = chosenKeys.get()[id];
  return chosen ? { ...catalogue[id], keys: chosen } : catalogue[id];
}

/** The keys of an action while nobody chose others. */
export function ownKeys(id: ActionId): readonly Binding[] {
  const { keys = [] }: Action = catalogue[id];
  return keys;
}

export function isActionId(id: string): id is ActionId {
  return Object.hasOwn(catalogue, id);
}

/** The binding shown beside an action. */
export function keysOf(id: ActionId): Binding | undefined {
  return action(id).keys?.[0];
}

export function goTo(kind: Kind): ActionId {
  return `go.${kind}`;
}

export function createOf(kind: Kind): ActionId {
  return `create.${kind}`;
}
