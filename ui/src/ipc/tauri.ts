import { Channel, invoke } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import type { Event } from "./bindings";
import type { Transport } from "./transport";

/** The transport of the application. */
export const tauri: Transport = {
  rpc: (name, input) => invoke("rpc", { name, input }),

  subscribe(listener) {
    let live = true;
    const channel = new Channel<Event>();
    channel.onmessage = (event) => {
      if (live) listener(event);
    };
    void invoke("subscribe", { channel });
    return () => {
      live = false;
    };
  },

  watchFileDrops(listener) {
    let live = true;
    const stop = getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (!live) return;
      if (payload.type === "leave") {
        listener({ over: false, paths: [] });
        return;
      }
      const { x, y } = payload.position.toLogical(window.devicePixelRatio);
      const dropped = payload.type === "drop";
      listener({ over: !dropped, paths: dropped ? payload.paths : [], at: { x, y } });
    });
    // Without leave to listen for drops the file can still be chosen or its path pasted.
    stop.catch(() => undefined);
    return () => {
      live = false;
      stop.then((unlisten) => unlisten()).catch(() => undefined);
    };
  },
};
