/** What waits, failed and was sent. */
export function OutboxPage() {
  return null;
}
