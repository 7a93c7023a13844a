import { Compass } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/notice";
import { useGo } from "@/lib/navigation";

export function NotFound() {
  const go = useGo();
  return (
    <Empty
      icon={<Compass size={28} />}
      title="There is no such page"
      actions={<Button onClick={() => go.list("contact")}>Go to contacts</Button>}
    >
      The address names no list and no entity of this workspace. Search with Cmd+K to find what it meant.
    </Empty>
  );
}
