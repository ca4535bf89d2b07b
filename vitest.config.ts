import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/**
 * The folders without a state of their own load their modules once for all their tests: loading takes a third of the
 * time. Tests that use the server's one set of dependencies get a process each.
 */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    pool: "forks",
    maxWorkers: 2,
    // Against what hangs only: on a busy machine, to load the modules of a route takes a quarter of a minute.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for comes; a busy machine takes longer than the second that is usual.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "library",
          include: ["{lib/{model,protocols,schemas,ports,features,db,infra},components}/**/*.test.{ts,tsx}"],
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: "server", include: ["{app,lib/server,drizzle,scripts,e2e}/**/*.test.{ts,tsx}"] },
      },
    ],
  },
});
