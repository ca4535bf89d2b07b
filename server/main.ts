import cluster from "node:cluster";
import { parseArgs } from "node:util";
import { loadEnvFiles } from "@/lib/server/process/env-files";
import { whyNotStarted } from "@/lib/server/process/why-not-started";

/**
 * The process of the application: `node .next/gatehouse/server.mjs [--hostname …] [--port …] [--dev]`; with WORKERS, the
 * one that starts the others. Modules that read the environment when loaded, such as React and Next, are loaded once
 * the environment is complete.
 */

const options = readArguments();
process.title = "gatehouse";
Object.assign(process.env, {
  NODE_ENV: options.dev ? "development" : "production",
  ...(options.port ? { PORT: options.port } : {}),
});

try {
  loadEnvFiles(options.dev);
  const { settings } = await import("@/lib/server/process/env");
  const { workers } = settings();
  if (cluster.isPrimary && workers > 1 && !options.dev) {
    const { runWorkers } = await import("@/lib/server/process/run-workers");
    runWorkers(workers);
  } else {
    const { startApplication } = await import("./start-application");
    await startApplication({ development: options.dev, hostname: options.hostname });
  }
} catch (error) {
  console.error(`Gatehouse cannot start. ${whyNotStarted(error)}`);
  process.exit(1);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        dev: { type: "boolean", default: false },
        hostname: { type: "string", short: "H" },
        port: { type: "string", short: "p" },
      },
    });
    return values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}
