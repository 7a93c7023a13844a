import { OutboxPage } from "@/features/outbox/outbox-page";

export function OutboxRoute() {
  return <OutboxPage />;
}
