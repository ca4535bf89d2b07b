import { createHash, timingSafeEqual } from "node:crypto";
import { dependencies } from "@/lib/server/process/dependencies";
import { clientAddress } from "./client-address";
import { isLoopbackUrl } from "./loopback";

/**
 * Answers callers who may read the metrics (decision 0017). With METRICS_TOKEN: those who send it. Without: programs
 * on this machine, as long as nobody else can reach the process anyway.
 */
export async function metricsFor(headers: Pick<Headers, "get">): Promise<Response> {
  const { env, metrics } = await dependencies();
  const { metricsToken } = env;
  if (metricsToken !== null && !brings(headers, metricsToken))
    return plain("A bearer token is needed: METRICS_TOKEN.\n", 401, { "WWW-Authenticate": "Bearer" });
  if (metricsToken === null && !(isLoopbackUrl(env.appUrl) && isThisMachine(clientAddress(headers))))
    return plain("Set METRICS_TOKEN to read the metrics from here.\n", 403);
  const { text, contentType } = await metrics.report();
  return plain(text, 200, { "Content-Type": contentType });
}

function plain(text: string, status: number, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", ...headers },
  });
}

/** Compared as digests: equal in length, and in constant time. */
function brings(headers: Pick<Headers, "get">, token: string): boolean {
  const sent = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? "";
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(sent), digest(token));
}

const isThisMachine = (address: string | null) =>
  address !== null && (address === "::1" || address.startsWith("127."));
