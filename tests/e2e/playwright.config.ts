import { defineConfig } from "@playwright/test";

// The page runs in Chromium: the machine's own when CHROMIUM names it, else the one Playwright installed.
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  globalSetup: "./serve_page.ts",
  fullyParallel: true,
  workers: 2,
  // A busy machine may stall one page of hundreds; a test that needed its second chance is told as flaky.
  retries: 1,
  forbidOnly: !!process.env.CI,
  reporter: "list",
  timeout: 120_000,
  use: {
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM || undefined,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
