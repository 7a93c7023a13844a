import { Tabs } from "@base-ui/react/tabs";
import {
  Columns3,
  FileText,
  Keyboard,
  Mail,
  ScrollText,
  SlidersHorizontal,
  Sparkles,
  Timer,
  Users,
  Workflow,
  type LucideIcon,
} from "lucide-react";
import { useEffect, useRef, type ComponentType } from "react";
import { takeFreeFocus } from "@/lib/use-return-focus";
import { AiSection } from "./ai/ai-section";
import { AuditSection } from "./audit/audit-section";
import { EmailSection } from "./email-section";
import { FieldsSection } from "./fields-section";
import { GeneralSection } from "./general-section";
import { MembersSection } from "./members-section";
import { PipelinesSection } from "./pipelines-section";
import { SECTIONS, type SettingsSection } from "./sections";
import { ShortcutsSection } from "./shortcuts-section";
import { TargetsSection } from "./targets-section";
import { TemplatesSection } from "./templates-section";

const PARTS: Record<SettingsSection, { title: string; Icon: LucideIcon; Part: ComponentType }> = {
  general: { title: "General", Icon: SlidersHorizontal, Part: GeneralSection },
  members: { title: "Members", Icon: Users, Part: MembersSection },
  fields: { title: "Fields", Icon: Columns3, Part: FieldsSection },
  pipelines: { title: "Pipelines", Icon: Workflow, Part: PipelinesSection },
  targets: { title: "Ticket targets", Icon: Timer, Part: TargetsSection },
  email: { title: "Email", Icon: Mail, Part: EmailSection },
  templates: { title: "Templates", Icon: FileText, Part: TemplatesSection },
  ai: { title: "AI", Icon: Sparkles, Part: AiSection },
  audit: { title: "Audit log", Icon: ScrollText, Part: AuditSection },
  shortcuts: { title: "Shortcuts", Icon: Keyboard, Part: ShortcutsSection },
};

type Props = { section: SettingsSection; onSection: (section: SettingsSection) => void };

/** What this machine's person can set, and what the workspace is made of. */
export function SettingsPage({ section, onSection }: Props) {
  const list = useRef<HTMLDivElement>(null);
  // In a row the part that one comes to may be out of sight.
  useEffect(() => {
    const part = list.current?.querySelector(`[data-part="${section}"]`);
    part?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [section]);
  return (
    <section
      aria-label="Settings"
      ref={takeFreeFocus}
      tabIndex={-1}
      className="@container flex min-h-0 flex-1 flex-col outline-none"
    >
      <header className="flex h-11 shrink-0 items-center border-b px-5">
        <h1 className="text-lg font-semibold">Settings</h1>
      </header>
      <Tabs.Root
        orientation="vertical"
        value={section}
        onValueChange={(next) => onSection(next as SettingsSection)}
        className="flex min-h-0 flex-1 flex-col @3xl:flex-row"
      >
        <Tabs.List
          ref={list}
          aria-label="Parts of the settings"
          className="flex shrink-0 gap-px scroll-px-8 overflow-x-auto border-b p-2 @3xl:w-44 @3xl:flex-col @3xl:overflow-y-auto @3xl:border-r @3xl:border-b-0"
        >
          {SECTIONS.map((name) => {
            const { title, Icon } = PARTS[name];
            return (
              <Tabs.Tab
                key={name}
                value={name}
                data-part={name}
                className="flex h-7 shrink-0 items-center gap-2 rounded px-2 text-left text-ink-2 hover:bg-hover data-[active]:bg-selected data-[active]:font-medium data-[active]:text-ink"
              >
                <Icon size={15} className="shrink-0 text-ink-3" aria-hidden />
                <span className="truncate">{title}</span>
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        {SECTIONS.map((name) => {
          const { Part } = PARTS[name];
          return (
            <Tabs.Panel key={name} value={name} className="min-w-0 flex-1 overflow-y-auto">
              <div className="mx-auto flex max-w-[720px] flex-col gap-6 px-4 py-5 @3xl:px-6 @3xl:py-6">
                <Part />
              </div>
            </Tabs.Panel>
          );
        })}
      </Tabs.Root>
    </section>
  );
}
