import type { Instrumentation } from "next";

/** Called by Next for every uncaught error. Logs the route, never its address, because some addresses are secrets. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  // Not by a chain of conditions: the bundler drops the import for the edge runtime only in this form.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { dependencies } = await import("@/lib/server/process/dependencies");
    const { log } = await dependencies();
    log.error("a request failed", { error, method: request.method, route: context.routePath });
  }
};
