import type { ScimAnswer, ScimContext } from "@/lib/features/directories/scim-context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { errorBody } from "@/lib/protocols/scim/answers";
import { referencesOf, withReferences } from "@/lib/protocols/scim/bulk/bulk-references";
import { type BulkOperation, readBulk } from "@/lib/protocols/scim/bulk/read-bulk";
import { messages } from "@/lib/protocols/scim/messages";
import type { JsonObject } from "@/lib/protocols/scim/read-json";
import { ScimFault, wrong } from "@/lib/protocols/scim/scim-fault";
import { everything } from "@/lib/protocols/scim/selection";
import { routeRequest } from "./route-request";

interface Result {
  method: string;
  bulkId?: string;
  location?: string;
  version?: string;
  status: string;
  response?: object;
}

/**
 * Serves a Bulk request (RFC 7644 §3.7): each operation by itself, as if it had come alone, so that what is done is
 * done if the process dies. An operation waits for those whose bulkIds it names; a circle is refused. The results are
 * in the order of the operations.
 */
export async function serveBulk(deps: Dependencies, ctx: ScimContext, body: JsonObject): Promise<ScimAnswer> {
  const { operations, failOnErrors } = readBulk(body);
  const results = new Map<BulkOperation, Result>();
  const ids = new Map<string, string>();
  const known = new Set(operations.flatMap(({ bulkId }) => bulkId ?? []));
  let failures = 0;
  let waiting = [...operations];
  const isOver = () => failOnErrors !== null && failures >= failOnErrors;
  while (waiting.length > 0 && !isOver()) {
    const later: BulkOperation[] = [];
    for (const operation of waiting) {
      if (isOver()) break;
      const open = referencesOf(operation).filter((reference) => !ids.has(reference));
      const isHopeless = open.some((reference) => !known.has(reference));
      if (open.length > 0 && !isHopeless) {
        later.push(operation);
        continue;
      }
      const result = isHopeless
        ? failed(operation, wrong("invalidValue", `No operation of the request has made bulkId:${open[0]}.`))
        : await serveOne(deps, ctx, withReferences(operation, ids));
      results.set(operation, result.result);
      if (result.id !== null && operation.bulkId !== null) ids.set(operation.bulkId, result.id);
      if (result.id === null) {
        failures += 1;
        if (operation.bulkId !== null) known.delete(operation.bulkId);
      }
    }
    if (later.length === waiting.length) {
      for (const operation of later) {
        const fault = new ScimFault(409, null, "The operations wait for each other in a circle.");
        results.set(operation, failed(operation, fault).result);
      }
      break;
    }
    waiting = later;
  }
  const Operations = operations.flatMap((operation) => results.get(operation) ?? []);
  const partly = partlyRefused(Operations, operations.length);
  return {
    status: 200,
    body: { schemas: [messages.bulkAnswer], Operations },
    ...(partly === null ? {} : { partly }),
  };
}

/** Which operations were not carried out, in a sentence; `null`: all were. */
function partlyRefused(results: readonly Result[], operations: number): string | null {
  const refused = results.filter(({ status }) => Number(status) >= 400);
  const [first] = refused;
  if (!first) return null;
  const { detail } = first.response as { detail?: string };
  const skipped = operations - results.length;
  const rest = skipped > 0 ? ` ${skipped} more were not tried.` : "";
  return `${refused.length} of ${operations} operations were refused.${rest} The first: ${detail ?? ""}`;
}

/** `id`: what was made or changed; `null` if the operation failed. */
interface Served {
  result: Result;
  id: string | null;
}

async function serveOne(deps: Dependencies, ctx: ScimContext, operation: BulkOperation): Promise<Served> {
  const path = operation.path.split("/").filter((part) => part !== "");
  const data = operation.data ?? {};
  const request = { method: operation.method, path, query: new URLSearchParams(), body: () => data };
  const conditions = { ifMatch: operation.version, ifNoneMatch: null };
  try {
    const answer = await routeRequest(deps, { ...ctx, conditions, selection: everything }, request);
    const made = (answer.body as { id?: string } | null)?.id ?? path[1] ?? "";
    const { bulkId, method } = operation;
    return {
      id: made,
      result: {
        method,
        ...(bulkId === null ? {} : { bulkId }),
        ...(method === "DELETE" ? {} : { location: `${ctx.base}/${path[0]}/${made}` }),
        ...(answer.etag ? { version: answer.etag } : {}),
        status: String(answer.status),
      },
    };
  } catch (error) {
    if (error instanceof ScimFault) return failed(operation, error);
    throw error;
  }
}

function failed({ method, bulkId }: BulkOperation, fault: ScimFault): Served {
  const response = errorBody(fault);
  return {
    id: null,
    result: { method, ...(bulkId === null ? {} : { bulkId }), status: String(fault.status), response },
  };
}
