import { dependencies } from "@/lib/server/process/dependencies";
import { isDraining } from "@/lib/server/process/draining";

/**
 * The process can serve: its settings are valid, its database is migrated and answers, and it was not asked to stop.
 * 503 otherwise.
 */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  const headers = { "Cache-Control": "no-store", ...(ready ? {} : { "Retry-After": "2" }) };
  return Response.json({ status: ready ? "ready" : "not ready" }, { status: ready ? 200 : 503, headers });
}

async function isReady(): Promise<boolean> {
  if (isDraining()) return false;
  try {
    const { database } = await dependencies();
    return await database.answers();
  } catch {
    return false;
  }
}
