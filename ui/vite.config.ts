import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// What the tests show is of one day in one place, wherever they run.
process.env["TZ"] = "UTC";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": here("./src") } },
  build: {
    // WebKitGTK and WKWebView are what the window runs in.
    target: "safari16",
    outDir: "dist",
    emptyOutDir: true,
    // The content security policy allows styles and scripts from the bundle only, never `data:` ones.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        main: here("./index.html"),
        launcher: here("./launcher.html"),
        confirm: here("./confirm.html"),
      },
    },
  },
  server: { port: 5173, strictPort: true },
  clearScreen: false,
  test: {
    environment: "jsdom",
    setupFiles: ["src/test/setup.ts"],
    // All cores: one would be left idle otherwise, which is half of a machine with two.
    maxWorkers: "100%",
    css: false,
    restoreMocks: true,
    // Machines that build beside it are slow; nothing is proved by how long a test takes.
    testTimeout: 120_000,
  },
});
