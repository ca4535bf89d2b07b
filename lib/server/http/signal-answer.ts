import { readUpTo } from "@/lib/server/auth/form-body";

const maxBytes = 40_000;

/** An answer to a provider's signal: for a program, and never cached. */
export function signalAnswer(status: number, body?: Record<string, string>): Response {
  const headers = { "Cache-Control": "no-store", ...(body ? { "Content-Type": "application/json" } : {}) };
  return new Response(body ? JSON.stringify(body) : null, { status, headers });
}

/** The body as text; `null`: it is longer than 40 kB. */
export async function readText(request: Request): Promise<string | null> {
  const { text, whole } = await readUpTo(request.body, maxBytes);
  return whole ? text : null;
}
