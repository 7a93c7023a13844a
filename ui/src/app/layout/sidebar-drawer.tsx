import { Dialog as Base } from "@base-ui/react/dialog";
import { useRouter } from "@tanstack/react-router";
import { useEffect, type MouseEvent } from "react";
import { useStore } from "@/lib/store";
import { drawer } from "@/lib/window-state";
import { Sidebar } from "./sidebar";

/** The whole sidebar over the page, for a window that has room for its signs only. What is chosen in it closes it. */
export function SidebarDrawer() {
  const open = useStore(drawer);
  const router = useRouter();
  useEffect(() => {
    const stop = router.subscribe("onBeforeNavigate", () => drawer.set(false));
    return () => {
      stop();
      drawer.set(false);
    };
  }, [router]);

  return (
    <Base.Root open={open} onOpenChange={(next) => drawer.set(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-shade transition-opacity duration-100 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Popup
          onClick={closeOnChoice}
          className="fixed inset-y-0 left-0 z-30 flex w-[min(260px,80vw)] flex-col shadow-float outline-none transition-transform duration-100 data-[ending-style]:-translate-x-full data-[starting-style]:-translate-x-full"
        >
          <Base.Title className="sr-only">Sidebar</Base.Title>
          <Sidebar look="drawer" />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function closeOnChoice({ currentTarget, target }: MouseEvent) {
  // Its menu is over it, not in it; everything else in it leads elsewhere.
  if (!(target instanceof Element) || !currentTarget.contains(target)) return;
  if (target.closest("a, button:not([aria-haspopup])")) drawer.set(false);
}
