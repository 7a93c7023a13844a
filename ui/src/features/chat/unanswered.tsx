import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** Below a message to which nothing came: the program or the machine stopped in between. */
export function Unanswered({ onRetry }: { onRetry: (() => void) | undefined }) {
  return (
    <Notice actions={onRetry && <Button onClick={onRetry}>Ask again</Button>}>
      No answer came to this message.
    </Notice>
  );
}
