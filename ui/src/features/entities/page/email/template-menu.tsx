import { ChevronDown, FileText } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuAction, MenuHeading, MenuSeparator } from "@/components/ui/menu";
import type { Entity, Template } from "@/ipc/bindings";
import { useCommand } from "@/ipc/use-command";
import { useGo } from "@/lib/navigation";
import { useKind } from "@/lib/workspace";

type Props = { entity: Entity; onPick: (template: Template) => void };

/** The templates for this kind of entity, and for all. */
export function TemplateMenu({ entity, onPick }: Props) {
  const go = useGo();
  const def = useKind(entity.kind);
  const { data, error } = useCommand("template_list", {});
  const all = data?.templates ?? [];
  const own = all.filter(({ kind }) => kind === entity.kind);
  const others = all.filter(({ kind }) => kind === null);
  const item = (template: Template) => (
    <MenuAction key={template.id} onSelect={() => onPick(template)}>
      {template.name}
    </MenuAction>
  );
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="quiet" icon={<FileText size={13} className="text-ink-3" aria-hidden />}>
          Template
          <ChevronDown size={13} className="text-ink-3" aria-hidden />
        </Button>
      }
    >
      {error && <MenuHeading>The templates cannot be read</MenuHeading>}
      {own.length > 0 && <MenuHeading>For {def.plural.toLowerCase()}</MenuHeading>}
      {own.map(item)}
      {others.length > 0 && <MenuHeading>For everything</MenuHeading>}
      {others.map(item)}
      {own.length + others.length > 0 && <MenuSeparator />}
      <MenuAction onSelect={() => go.settings("templates")}>
        {own.length + others.length > 0 ? "Set templates…" : "Make the first template…"}
      </MenuAction>
    </Menu>
  );
}
