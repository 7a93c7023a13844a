import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { useWorkspace } from "@/lib/workspace";

type GroupProps = { title: string; about?: string; children: ReactNode };

/** Settings that belong together. */
export function Group({ title, about, children }: GroupProps) {
  return (
    <section
      aria-label={title}
      className="relative flex flex-col gap-2 border-t pt-4 first:border-t-0 first:pt-0"
    >
      <h2 className="font-semibold">{title}</h2>
      {about && <p className="max-w-[68ch] text-ink-2">{about}</p>}
      {children}
    </section>
  );
}

/** One setting with its name. */
export function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-8 items-center gap-4">
      <span className="w-32 shrink-0 text-ink-2">{label}</span>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}

/** Whether the person may change what belongs to the whole workspace. The core says the same when asked. */
export function useMayConfigure(): boolean {
  const { member, me } = useWorkspace();
  return member(me)?.role === "administrator";
}

/** Says who may change these, to those who may not. */
export function AdministratorsOnly() {
  return useMayConfigure() ? null : (
    <Notice>You can look at this; an administrator of this workspace changes it.</Notice>
  );
}
