import { dependencies } from "@/lib/server/process/dependencies";
import { isDraining } from "@/lib/server/process/draining";

const tolerableMs = 60_000;

/**
 * The process can serve: its settings are valid, its database is migrated, answers and can be written, and it was not
 * asked to stop. 503 otherwise. A clock that differs from the database's is reported, and changes nothing: every
 * process would be taken out, and somebody has to set the clock either way.
 */
export async function GET(): Promise<Response> {
  const { ready, ...details } = await readiness();
  const headers = { "Cache-Control": "no-store", ...(ready ? {} : { "Retry-After": "2" }) };
  return Response.json(
    { status: ready ? "ready" : "not ready", ...details },
    { status: ready ? 200 : 503, headers },
  );
}

async function readiness(): Promise<{ ready: boolean; database: string; clock: string; stopping?: true }> {
  const stopping = isDraining();
  try {
    const { database } = await dependencies();
    const { fault, clockAheadMs } = await database.state();
    return {
      ready: !stopping && fault === null,
      database: fault ?? "answers",
      clock: clockText(clockAheadMs),
      ...(stopping ? { stopping } : {}),
    };
  } catch {
    return { ready: false, database: "not opened", clock: clockText(null) };
  }
}

function clockText(aheadMs: number | null): string {
  if (aheadMs === null) return "not compared";
  if (Math.abs(aheadMs) <= tolerableMs) return "right";
  return `${Math.round(Math.abs(aheadMs) / 1000)} s ${aheadMs > 0 ? "ahead of" : "behind"} the database's`;
}
