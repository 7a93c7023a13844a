import { isTauri } from "@tauri-apps/api/core";
import { setTransport } from "./transport";

/** Chooses the transport of this page. Outside the application only a development server has one: a fake. */
export async function startTransport() {
  if (isTauri()) {
    setTransport((await import("./tauri")).tauri);
  } else if (import.meta.env.DEV) {
    const { developmentTransport } = await import("@/test/development");
    setTransport(developmentTransport());
  } else {
    throw new Error("this page works only inside Workestra");
  }
}
