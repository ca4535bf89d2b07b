import type { IncomingMessage, ServerResponse } from "node:http";
import type { OpenDatabase } from "@/lib/db/driver/open-database";
import type { Dependencies } from "@/lib/ports/dependencies";
import { needsDatabase, outageAnswer, retryAfterSeconds } from "./outage";
import { writeAnswer } from "./write-answer";

/** A failover takes about as long; a request that waits for it is answered instead of refused. */
const patienceMs = 5_000;

interface GateDependencies extends Pick<Dependencies, "log" | "secrets"> {
  appUrl: string;
  database: Pick<OpenDatabase, "whenAnswers" | "faultSince">;
}

/**
 * While the database is away, requests that need it wait a while for it and are then answered with 503. Returns
 * whether the request was answered. One that is passed on and meets the outage on its way is no 500 either.
 */
export function outageGate(deps: GateDependencies) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const [pathname = ""] = (request.url ?? "").split("?", 1);
    if (!needsDatabase(pathname)) return false;
    if (await deps.database.whenAnswers(patienceMs)) {
      softenFailure(deps, performance.now(), response);
      return false;
    }
    const reference = deps.secrets.id("err");
    deps.log.warn("a request met no database", { code: "unreachable", reference, method: request.method });
    await writeAnswer(outageAnswer(deps.appUrl, pathname, reference), response);
    return true;
  };
}

/** Next answers 500 whatever has happened: its pages cannot say otherwise. */
function softenFailure({ database }: GateDependencies, began: number, response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (status: number, ...rest: unknown[]) => {
    if (status !== 500 || !database.faultSince(began)) return writeHead(status, ...rest);
    response.setHeader("Retry-After", String(retryAfterSeconds));
    return writeHead(503, ...rest);
  };
}
