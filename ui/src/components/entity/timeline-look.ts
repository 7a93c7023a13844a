import {
  CalendarDays,
  ClipboardCheck,
  Lock,
  Mail,
  MessageSquare,
  Phone,
  StickyNote,
  type LucideIcon,
} from "lucide-react";
import type { TimelineKind } from "@/ipc/bindings";

const LOOKS: Record<TimelineKind, { Icon: LucideIcon; label: string }> = {
  note: { Icon: StickyNote, label: "Note" },
  call: { Icon: Phone, label: "Call" },
  meeting: { Icon: CalendarDays, label: "Meeting" },
  email: { Icon: Mail, label: "Email" },
  public_message: { Icon: MessageSquare, label: "Message to the requester" },
  internal_message: { Icon: Lock, label: "Internal message, for the team only" },
  scorecard: { Icon: ClipboardCheck, label: "Scorecard" },
};

/** The sign and the word of a kind of timeline entry. */
export function timelineLook(kind: TimelineKind) {
  return LOOKS[kind];
}
