import { createHash } from "node:crypto";
import type { EarlierRequest, IdempotencyOwner } from "@/lib/db/repositories/programs";
import type { Outcome, Problem } from "@/lib/model/outcome";
import { done, refused } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";
import { problemResponse } from "./api-problem";

const keptHours = 24;
const longestKey = 200;

/** The `Idempotency-Key` of a POST; `null` if none was sent. */
export function idempotencyKey(request: Request): Outcome<string | null> {
  const key = request.headers.get("idempotency-key");
  if (key === null) return done(null);
  // draft-ietf-httpapi-idempotency-key-header: a structured-field string; programs write it without quotes too.
  const bare = key.trim().replace(/^"(.*)"$/, "$1");
  if (bare.length > 0 && bare.length <= longestKey && /^[\x21-\x7e]+$/.test(bare)) return done(bare);
  return refused(
    "invalid",
    "idempotency_key_malformed",
    `An Idempotency-Key has 1 to ${longestKey} visible ASCII characters, for example a UUID.`,
    { field: "Idempotency-Key", received: key.slice(0, 60) },
  );
}

interface KeptAnswer {
  body: string;
  headers: Record<string, string>;
}

const keptHeaders = ["content-type", "etag", "location", "cache-control"];

/** Runs `work`: once, if the request is a POST that has an `Idempotency-Key`. */
export async function answerOnce(
  deps: Dependencies,
  owner: IdempotencyOwner,
  { request, body }: { request: Request; body: unknown },
  work: () => Promise<Response>,
): Promise<Response> {
  if (request.method !== "POST") return work();
  const key = idempotencyKey(request);
  if (!key.ok) return problemResponse(deps.appUrl, key.problem);
  if (key.value === null) return work();
  const { method, url } = request;
  return withIdempotency(deps, owner, { key: key.value, method, url, body }, work);
}

/** A POST with a key. */
export interface KeyedRequest {
  key: string;
  method: string;
  url: string;
  body: unknown;
}

/**
 * The answer that was given to the same request with the same key, for a token that has ended meanwhile: whoever
 * activated a connection and did not get the answer asks again with the token that it ended. `null` if there is none.
 */
export async function repeatedAnswer(
  deps: Dependencies,
  owner: IdempotencyOwner,
  request: KeyedRequest,
): Promise<Response | null> {
  const keys = deps.store.idempotencyKeysOf(owner);
  const earlier = await keys.find(deps.secrets.hash(request.key), deps.now());
  const same = earlier?.requestDigest === digestOf(request);
  return earlier && same ? answerAgain(deps, owner, earlier) : null;
}

function digestOf({ method, url, body }: KeyedRequest): string {
  const { pathname, search } = new URL(url);
  return createHash("sha256")
    .update(JSON.stringify([method, pathname, search, body ?? null]))
    .digest("base64url");
}

/** The kept answer; `null` while the first request is still in progress. */
function answerAgain(
  deps: Pick<Dependencies, "vault">,
  owner: IdempotencyOwner,
  earlier: EarlierRequest,
): Response | null {
  if (earlier.status === null || earlier.answerSealed === null) return null;
  const context = sealContexts.idempotentAnswer(owner.spaceId ?? "", earlier.id);
  const { body, headers } = JSON.parse(deps.vault.open(earlier.answerSealed, context)) as KeptAnswer;
  return new Response(earlier.status === 204 ? null : body, {
    status: earlier.status,
    headers: { ...headers, "Idempotent-Replayed": "true" },
  });
}

/**
 * Runs `work` once for a key of a token; the same key with the same request within a day gets the first response
 * again. Responses that mean “not now” or “our fault” are not stored: the next try runs.
 */
export async function withIdempotency(
  deps: Dependencies,
  owner: IdempotencyOwner,
  request: KeyedRequest,
  work: () => Promise<Response>,
): Promise<Response> {
  const now = deps.now();
  const keys = deps.store.idempotencyKeysOf(owner);
  const requestDigest = digestOf(request);
  const id = deps.secrets.id("idem");
  const keyHash = deps.secrets.hash(request.key);
  const expiresAt = new Date(now.getTime() + keptHours * 3_600_000);
  const earlier = await keys.take({ id, keyHash, requestDigest, expiresAt }, now);
  if (earlier) {
    if (earlier.requestDigest !== requestDigest) return problemResponse(deps.appUrl, otherRequest);
    return answerAgain(deps, owner, earlier) ?? problemResponse(deps.appUrl, stillAtIt);
  }
  let response: Response;
  try {
    response = await work();
  } catch (error) {
    await keys.release(id);
    throw error;
  }
  if (response.status === 429 || response.status >= 500) {
    await keys.release(id);
    return response;
  }
  const headers = Object.fromEntries([...response.headers].filter(([name]) => keptHeaders.includes(name)));
  const kept: KeptAnswer = { body: await response.clone().text(), headers };
  const sealed = deps.vault.seal(
    JSON.stringify(kept),
    sealContexts.idempotentAnswer(owner.spaceId ?? "", id),
  );
  await keys.finish(id, response.status, sealed);
  return response;
}

const otherRequest: Problem = {
  kind: "invalid",
  code: "idempotency_key_reused",
  message: "This Idempotency-Key was used for another request. Use a new key for each operation.",
  field: "Idempotency-Key",
};

const stillAtIt: Problem = {
  kind: "conflict",
  code: "idempotency_in_progress",
  message: "The first request with this Idempotency-Key is still in progress. Try again in a moment.",
  field: "Idempotency-Key",
  retryAfter: 1,
};
