import type { Instrumentation } from "next";

/** Called by Next for every uncaught error. Logs the route, never its address, because some addresses are secrets. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  // Not by a chain of conditions: the bundler drops the import for the edge runtime only in this form.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { dependencies } = await import("@/lib/server/process/dependencies");
    const { log } = await dependencies();
    // The page shows the digest as its reference.
    const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
    const about = { reference, method: request.method, route: context.routePath };
    const { awayCode } = await import("@/lib/db/driver/database-away");
    const code = awayCode(error);
    if (code === null) log.error("a request failed", { error, ...about });
    else log.warn("a request met no database", { code, ...about });
  }
};
