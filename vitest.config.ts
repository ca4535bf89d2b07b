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
    testTimeout: 30_000,
    hookTimeout: 60_000,
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
