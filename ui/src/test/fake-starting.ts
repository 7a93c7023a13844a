import type { AppState, Event, Phase, Settings } from "@/ipc/bindings";
import type { CommandName } from "@/ipc/call";
import { commandError } from "./fake-error";
import type { Handlers } from "./fake-handlers";
import { members } from "./schema";

type StartCommand = Extract<
  CommandName,
  "app_state" | `settings_${string}` | `workspace_${string}` | `recovery_code_${string}`
>;

export const WORKSPACE = {
  id: "w-1",
  name: "Brook & Sons",
  path: "/home/dana/Workestra/brook",
  open: true,
  sample: false,
};

/** How a workspace in memory is begun, opened and closed, and what its person has set on this machine. */
export class FakeStarting {
  private readonly emit: (event: Event) => void;
  phase: Phase = { phase: "ready", workspace: WORKSPACE, me: members[0]! };
  settings: Settings = {
    theme: "system",
    compact: false,
    launcher_shortcut: "CommandOrControl+Shift+Space",
    launcher_problem: null,
    day_first: true,
    currency: "EUR",
    region: "DE",
    shortcuts: {},
    // Put away, so that what is about the page alone finds the page alone.
    panel: { open: false, width: 320, folded: [] },
  };
  name = WORKSPACE.name;
  readonly code = "K7QD-2MNP-XW4R-8ZTB-5HJC-VY3F-9GLS-6E1A";

  constructor(emit: (event: Event) => void) {
    this.emit = emit;
  }

  enter(phase: Phase) {
    this.phase = phase;
    this.emit({ event: "app_state_changed" });
  }

  private state(): AppState {
    const other = {
      id: "w-2",
      name: "Sample workspace",
      path: "/home/dana/Workestra/sample",
      open: false,
      sample: true,
    };
    const open = this.phase.phase === "ready";
    return {
      phase: this.phase,
      workspaces: open ? [{ ...WORKSPACE, name: this.name }, other] : [other],
      version: "0.1.0",
    };
  }

  readonly handlers: Handlers<StartCommand> = {
    app_state: () => this.state(),
    settings_get: () => this.settings,
    settings_set: (settings) => {
      this.settings = settings;
      this.emit({ event: "settings_changed", settings });
      return settings;
    },
    workspace_create: ({ name }) => {
      this.enter({ phase: "confirm_recovery_code", name });
      return { recovery_code: this.code };
    },
    workspace_open: ({ path, recovery_code }) => {
      if (
        recovery_code !== null &&
        recovery_code.replace(/[^a-z0-9]/gi, "").toUpperCase() !== this.code.replaceAll("-", "")
      ) {
        throw commandError(
          "failed",
          "this is not the workspace's recovery code: compare it letter by letter",
        );
      }
      this.enter({ phase: "ready", workspace: { ...WORKSPACE, path }, me: members[0]! });
      return this.state();
    },
    workspace_close: () => {
      this.enter({ phase: "first_run", folder: "/home/dana/Workestra", keychain_problem: null });
      return this.state();
    },
    workspace_rename: ({ name }) => {
      this.name = name;
      this.emit({ event: "app_state_changed" });
      return this.state();
    },
    recovery_code_save: () => ({}),
    recovery_code_renew: () => ({ recovery_code: "9K3M-RENEW-ED00-CODE" }),
    recovery_code_confirm: ({ recovery_code }) => {
      const matches =
        recovery_code === null ||
        recovery_code.replace(/[^a-z0-9]/gi, "").toUpperCase() === this.code.replaceAll("-", "");
      if (matches) this.enter({ phase: "ready", workspace: WORKSPACE, me: members[0]! });
      return { matches };
    },
  };
}
