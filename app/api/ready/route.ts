import { dependencies } from "@/lib/server/dependencies";

/** The process can serve: its settings are right, its database is migrated and answers. 503 otherwise. */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  const headers = { "Cache-Control": "no-store", ...(ready ? {} : { "Retry-After": "2" }) };
  return Response.json({ status: ready ? "ready" : "not ready" }, { status: ready ? 200 : 503, headers });
}

async function isReady(): Promise<boolean> {
  try {
    const { database } = await dependencies();
    return await database.answers();
  } catch {
    return false;
  }
}
