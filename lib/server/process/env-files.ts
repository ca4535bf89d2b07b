import nextEnv from "@next/env";

/**
 * Reads `.env` and its kin from the working directory, as Next does: whatever is in the environment already stays. The
 * server and the command line both do so first of all, so that they mean the same database.
 */
export function loadEnvFiles(development: boolean): void {
  nextEnv.loadEnvConfig(process.cwd(), development, { info: () => undefined, error: console.error });
}
