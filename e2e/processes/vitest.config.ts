import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Proofs on several processes of the production build; `npm run test:processes` gives them a PostgreSQL. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  resolve: { alias: { "@": fileURLToPath(new URL("../..", import.meta.url)) } },
  test: {
    include: ["e2e/processes/**/*.proof.ts"],
    pool: "forks",
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 90_000,
  },
});
