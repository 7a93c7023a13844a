import { Copy, Download, Printer } from "lucide-react";
import { Button } from "@/components/ui/button";
import { say, sayProblem } from "@/components/ui/toaster";
import { call } from "@/ipc/call";

type Props = { code: string; /** The workspace that it opens. */ name: string };

/** A recovery code while it is in sight, and the ways to keep it. */
export function CodeSheet({ code, name }: Props) {
  async function save() {
    try {
      const { path } = await call("file_pick", {
        purpose: "save",
        suggested_name: `Recovery code of ${name.replaceAll(/[\\/:*?"<>|]/g, "-")}.txt`,
      });
      if (!path) return;
      await call("recovery_code_save", { recovery_code: code, path });
      say(`saved the recovery code as ${path}`);
    } catch (error) {
      sayProblem(error);
    }
  }

  return (
    <>
      <div data-print className="selectable rounded-md border border-line-2 bg-raised p-4">
        <p className="mb-2 text-sm text-ink-3">Recovery code of the Workestra workspace “{name}”</p>
        <p data-testid="recovery-code" className="font-mono text-lg leading-8 font-medium break-words">
          {code}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          icon={<Copy size={14} />}
          onClick={() =>
            navigator.clipboard.writeText(code).then(() => say("copied the recovery code"), sayProblem)
          }
        >
          Copy
        </Button>
        <Button icon={<Download size={14} />} onClick={() => void save()}>
          Save as a file…
        </Button>
        <Button icon={<Printer size={14} />} onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <p className="text-sm text-ink-3">
        Write it down, put it into a password manager, or save it on another disk: beside the workspace it
        would keep nobody out.
      </p>
    </>
  );
}
