import { createRoot } from "react-dom/client";
import { ConfirmWindow } from "@/app/confirm-window";
import { Providers } from "@/app/providers";
import { startTransport } from "@/ipc/start";
import "@/styles/app.css";

await startTransport();
const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");
createRoot(root).render(
  <Providers>
    <ConfirmWindow />
  </Providers>,
);
