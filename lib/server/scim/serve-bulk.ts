import type { ScimAnswer, ScimContext } from "@/lib/features/directories/scim-context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { errorBody } from "@/lib/protocols/scim/answers";
import { withReferences } from "@/lib/protocols/scim/bulk/bulk-references";
import { inOrder } from "@/lib/protocols/scim/bulk/in-order";
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
  const order = inOrder(operations);
  let failures = 0;
  const isOver = () => failOnErrors !== null && failures >= failOnErrors;
  for (let next = order.next(); next && !isOver(); next = order.next()) {
    const { operation, missing } = next;
    const { id, result } =
      missing === null
        ? await serveOne(deps, ctx, withReferences(operation, ids))
        : failed(operation, wrong("invalidValue", `No operation of the request has made bulkId:${missing}.`));
    results.set(operation, result);
    if (id === null) failures += 1;
    else if (operation.bulkId !== null) ids.set(operation.bulkId, id);
    order.finish(operation, id !== null);
  }
  if (!isOver())
    for (const operation of order.stuck()) {
      const fault = new ScimFault(409, null, "The operations wait for each other in a circle.");
      results.set(operation, failed(operation, fault).result);
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
