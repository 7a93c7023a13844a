import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { asFailure } from "@/ipc/call";
import { sentence } from "@/lib/sentence";
import { Button, IconButton } from "./button";
import { useToastPlace } from "./toast-place";

const manager = Toast.createToastManager();

type Act = { label: string; run: () => void };

// Undo takes back the last change, so only one toast may offer it: a newer one takes the place of the older.
const LAST_ACT = "last-act";

/** Says for some seconds that something was done, with one thing to do about it. */
export function say(title: string, act?: Act, description?: string) {
  manager.add({
    ...(act ? { id: LAST_ACT } : {}),
    title: sentence(title),
    description,
    timeout: act ? 8000 : 4000,
    ...(act ? { actionProps: { children: act.label, onClick: act.run } } : {}),
  });
}

/** Says something that waits for the person: it stays until one of the acts is chosen or it is dismissed. */
export function ask(title: string, description: string | undefined, acts: Act[]) {
  manager.add({ title, description, timeout: 0, data: { acts } });
}

/** Says something that is under way, with what can be done about it, for a time or until it is hushed. */
export function sayUntil(id: string, title: ReactNode, timeout: number, acts: Act[]) {
  manager.add({ id, title, timeout, data: { acts } });
}

/** Takes away what was said under a name, because it is no longer so. */
export function hush(id: string) {
  manager.close(id);
}

/** Says what went wrong; stays longer and interrupts screen readers. */
export function sayProblem(error: unknown) {
  manager.add({
    title: sentence(asFailure(error).message),
    type: "error",
    priority: "high",
    timeout: 12_000,
  });
}

export function Toaster({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      {children}
      <Toast.Portal>
        <Viewport />
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Viewport() {
  const { toasts, close } = Toast.useToastManager();
  const viewport = useRef<HTMLDivElement>(null);
  useToastPlace(viewport, toasts.length);
  const shown = toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      data-toast
      swipeDirection="right"
      className="floats rounded-md border border-line-2 bg-raised data-[limited]:hidden data-[type=error]:border-danger"
    >
      <Toast.Content className="flex items-center gap-2 py-2 pr-2 pl-3">
        <div data-toast-body className="min-w-0 flex-1">
          <div className="min-w-0 flex-1">
            <Toast.Title className="text-base break-words" />
            <Toast.Description className="text-sm text-ink-3" />
          </div>
          <Acts acts={(toast.data as { acts?: Act[] } | undefined)?.acts} onChosen={() => close(toast.id)} />
        </div>
        <Toast.Action
          className="h-6 shrink-0 rounded border border-line-2 px-2 text-sm font-medium hover:bg-hover"
          onClickCapture={() => close(toast.id)}
        />
        <Toast.Close
          render={
            <IconButton label="Dismiss" small>
              <X size={13} />
            </IconButton>
          }
        />
      </Toast.Content>
    </Toast.Root>
  ));
  return (
    <Toast.Viewport ref={viewport} className="toasts fixed z-50 flex flex-col gap-2 outline-none">
      {shown}
    </Toast.Viewport>
  );
}

function Acts({ acts, onChosen }: { acts: Act[] | undefined; onChosen: () => void }) {
  if (!acts || acts.length === 0) return null;
  return (
    <div className="mt-1.5 mb-0.5 flex flex-wrap gap-1.5 [[data-place]_&]:my-0 [[data-place]_&]:shrink-0">
      {acts.map(({ label, run }) => (
        <Button
          key={label}
          onClick={() => {
            onChosen();
            run();
          }}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
