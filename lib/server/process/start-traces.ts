import { startTracing, type Tracing } from "@/lib/infra/tracing/start-tracing";
import type { AppDependencies } from "./dependencies";
import { productVersion } from "./product-version";

/** Starts to send traces if the settings say where to; `stop` sends what is left. */
export async function startTraces({ env, log }: Pick<AppDependencies, "env" | "log">): Promise<Tracing> {
  if (env.traces === null) return { stop: async () => undefined };
  return startTracing(env.traces, { version: productVersion(), log });
}
