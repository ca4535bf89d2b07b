import nextEnv from "@next/env";

/**
 * Reads `.env` and its variants from the working directory, as Next does: existing environment variables stay. The
 * server and the command line both call it first of all, so that they mean the same database.
 */
export function loadEnvFiles(development: boolean): void {
  nextEnv.loadEnvConfig(process.cwd(), development, { info: () => undefined, error: console.error });
}
