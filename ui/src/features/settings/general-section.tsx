import { useId, useState } from "react";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { sayProblem } from "@/components/ui/toaster";
import type { Settings } from "@/ipc/bindings";
import { call } from "@/ipc/call";
import { useCommand } from "@/ipc/use-command";
import { cx } from "@/lib/cx";
import { sentence } from "@/lib/sentence";
import { Group, Line, useMayConfigure } from "./settings-parts";
import { RecoveryCodeLine } from "./recovery-code-line";
import { ShortcutRecorder } from "./shortcut-recorder";
import { WorkspaceName } from "./workspace-name";

/** How this machine's person likes it, and where the workspace is. */
export function GeneralSection() {
  const { data: settings, error } = useCommand("settings_get", {});
  const { data: app } = useCommand("app_state", {});
  const mayConfigure = useMayConfigure();
  const open = app?.workspaces.find((entry) => entry.open);
  const set = (part: Partial<Settings>) => {
    if (settings) void call("settings_set", { ...settings, ...part }).catch(sayProblem);
  };
  return (
    <>
      {error && <p role="alert">{error.message}</p>}
      {settings && (
        <>
          <Group title="Appearance">
            <Line label="Theme">
              <Segmented
                label="Theme"
                value={settings.theme}
                onChange={(theme) => set({ theme })}
                options={[
                  { value: "system", label: "As the desktop" },
                  { value: "light", label: "Light" },
                  { value: "dark", label: "Dark" },
                ]}
              />
            </Line>
            <Line label="Rows">
              <Segmented
                label="Rows"
                value={settings.compact ? "compact" : "comfortable"}
                onChange={(density) => set({ compact: density === "compact" })}
                options={[
                  { value: "comfortable", label: "Comfortable" },
                  { value: "compact", label: "Compact" },
                ]}
              />
            </Line>
          </Group>
          <Group title="Launcher">
            <ShortcutRecorder
              shortcut={settings.launcher_shortcut}
              problem={settings.launcher_problem}
              onChange={(launcher_shortcut) => set({ launcher_shortcut })}
            />
          </Group>
          <Group title="Formats">
            <Line label="03/04/2026 is">
              <Segmented
                label="03/04/2026 is"
                value={settings.day_first ? "day" : "month"}
                onChange={(first) => set({ day_first: first === "day" })}
                options={[
                  { value: "day", label: "3 April" },
                  { value: "month", label: "4 March" },
                ]}
              />
            </Line>
            <Code
              label="Currency"
              hint="Of amounts written without one: EUR, USD, JPY"
              length={3}
              value={settings.currency}
              onChange={(currency) => set({ currency })}
            />
            <Code
              label="Region"
              hint="Of phone numbers without a country code: DE, US, JP"
              length={2}
              value={settings.region}
              onChange={(region) => set({ region })}
            />
          </Group>
        </>
      )}
      <Group title="Workspace">
        <WorkspaceName name={open?.name ?? ""} />
        <Line label="Folder">
          <span className="selectable text-sm break-all text-ink-2">{open?.path}</span>
        </Line>
        {mayConfigure && <RecoveryCodeLine name={open?.name ?? ""} />}
      </Group>
      <p className="text-sm text-ink-3">Workestra {app?.version}. No telemetry.</p>
    </>
  );
}

type CodeProps = {
  label: string;
  hint: string;
  length: number;
  value: string;
  onChange: (value: string) => void;
};

/** A code in capitals, kept when it is complete. */
function Code({ label, hint, length, value, onChange }: CodeProps) {
  const [typed, setTyped] = useState(value);
  const id = useId();
  const complete = new RegExp(`^[A-Z]{${length}}$`).test(typed);
  return (
    <div className="flex min-h-8 items-center gap-4">
      <label htmlFor={id} className="w-32 shrink-0 text-ink-2">
        {label}
      </label>
      <div className="w-20 shrink-0">
        <Input
          id={id}
          aria-describedby={`${id}-note`}
          aria-invalid={complete ? undefined : true}
          className="uppercase"
          maxLength={length}
          value={typed}
          onChange={(event) => {
            const next = event.target.value.toUpperCase();
            setTyped(next);
            if (next.length === length && next !== value) onChange(next);
          }}
        />
      </div>
      <p
        id={`${id}-note`}
        aria-live="polite"
        className={cx("text-sm", complete ? "text-ink-3" : "text-danger")}
      >
        {complete ? hint : sentence(`a code of ${length} letters`)}
      </p>
    </div>
  );
}
