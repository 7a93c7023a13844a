import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { Toaster } from "@/components/ui/toaster";
import { onEvent } from "@/ipc/events";
import { applyEvent, createQueryClient } from "@/ipc/query-client";
import { useChosenKeys } from "./actions/chosen-keys";
import { ErrorBoundary } from "./error-boundary";
import { useTheme } from "./theme";

/** What every window stands on. */
export function Providers({ children, client }: { children: ReactNode; client?: QueryClient }) {
  const [queries] = useState(() => client ?? createQueryClient());
  useEffect(() => onEvent((event) => applyEvent(queries, event)), [queries]);
  return (
    // The window's policy allows no inline style elements; ours are all in the style sheet.
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <Tooltip.Provider delay={500}>
          <Toaster>
            <ErrorBoundary>
              <Themed>{children}</Themed>
            </ErrorBoundary>
          </Toaster>
        </Tooltip.Provider>
      </QueryClientProvider>
    </CSPProvider>
  );
}

function Themed({ children }: { children: ReactNode }) {
  useTheme();
  useChosenKeys();
  return children;
}
