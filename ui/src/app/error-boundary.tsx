import { Component, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/notice";

type State = { error: Error | undefined };

/** The last net: a fault of the window shows as a screen with a way on, never as an empty window. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div role="alert" className="h-full">
        <Empty
          title="This window met a fault"
          actions={
            <Button variant="primary" onClick={() => window.location.reload()}>
              Load the window again
            </Button>
          }
        >
          <p>Your data is safe: nothing is kept only in the window. Loading it again brings you back.</p>
          <p className="selectable mt-2 font-mono text-sm">{error.message}</p>
        </Empty>
      </div>
    );
  }
}
