import type { Instrumentation } from "next";

/** Called by Next once, before the first request. */
export async function register(): Promise<void> {
  // Not by a chain of conditions: the bundler drops the import for the edge runtime only where it stands like this.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { start } = await import("./instrumentation-node");
    await start();
  }
}

/** Called by Next for every error that nobody caught. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { logRequestError } = await import("./instrumentation-node");
    await logRequestError(error, request, context);
  }
};
