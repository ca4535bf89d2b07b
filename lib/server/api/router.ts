import { withRequestId } from "@/lib/infra/log/request-id";
import { dependencies } from "@/lib/server/process/dependencies";
import { problemResponse } from "./api-problem";
import { openApiDocument } from "./openapi/document";
import { operations } from "./operations";
import { operatorOperations } from "./operations/operator";
import { requestIdOf } from "./request-id";
import { serveOperation } from "./serve-operation";
import { serveOperatorOperation } from "./serve-operator-operation";

const root = "/api/v1";

type Params = Record<string, string>;
type Answer = (request: Request, params: Params) => Promise<Response>;

/** A part of an address: next comes one of some fixed words, or anything under a name; never both. */
interface Part {
  fixed: Map<string, Part>;
  variable: { name: string; next: Part } | null;
  /** By method, in capitals; empty if no address ends here. */
  answers: Map<string, Answer>;
}

const empty = (): Part => ({ fixed: new Map(), variable: null, answers: new Map() });

const addresses = empty();
route("GET", "/openapi.json", describeApi);
for (const operation of operations)
  route(operation.method.toUpperCase(), operation.path, (request, params) =>
    serveOperation(operation, request, params),
  );
for (const operation of operatorOperations)
  route(operation.method.toUpperCase(), operation.path, (request, params) =>
    serveOperatorOperation(operation, request, params),
  );

function route(method: string, path: string, answer: Answer): void {
  let part = addresses;
  for (const word of path.split("/").slice(1)) part = nextPart(part, word, path);
  if (part.answers.has(method)) throw new Error(`${method} ${path} is defined twice`);
  part.answers.set(method, answer);
}

function nextPart(part: Part, word: string, path: string): Part {
  if (!word.startsWith("{")) {
    if (part.variable)
      throw new Error(`${path}: “${word}” is in a place where another address has a variable`);
    const next = part.fixed.get(word) ?? empty();
    part.fixed.set(word, next);
    return next;
  }
  const name = word.slice(1, -1);
  part.variable ??= { name, next: empty() };
  if (part.fixed.size > 0 || part.variable.name !== name)
    throw new Error(`${path}: “${word}” is in a place where another address has something else`);
  return part.variable.next;
}

/** The description of the API, for programs; readable without a token. */
async function describeApi(): Promise<Response> {
  const { appUrl } = await dependencies();
  return Response.json(openApiDocument(appUrl), { headers: { "Cache-Control": "public, max-age=300" } });
}

/** Answers any request under `/api`, each under an id that the log, the audit log and a problem name as well. */
export async function answerApi(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const response = await withRequestId(requestId, async () => {
    const { appUrl } = await dependencies();
    const found = lookUp(appUrl, request.method, new URL(request.url).pathname);
    return found instanceof Response ? found : found.answer(request, found.params);
  });
  response.headers.set("X-Request-Id", requestId);
  return response;
}

/**
 * The handler for a method at an address, or the response itself if there is none. One step per part of the path,
 * whatever the path contains.
 */
export function lookUp(
  appUrl: string,
  method: string,
  pathname: string,
): Response | { answer: Answer; params: Params } {
  const words = decoded(pathname);
  if (!words) return malformedAddress(appUrl, pathname);
  const found = pathname.startsWith(`${root}/`) ? find(words.slice(2)) : null;
  if (!found)
    return problemResponse(appUrl, {
      kind: "not_found",
      code: "route_not_found",
      message: "The API has no such address. Its description is at /api/v1/openapi.json.",
      received: `${method} ${pathname}`.slice(0, 200),
    });
  const answer = found.answers.get(method === "HEAD" ? "GET" : method);
  if (answer) return { answer, params: found.params };
  const allowed = allowedMethods(found.answers);
  if (method === "OPTIONS") return new Response(null, { status: 204, headers: { Allow: allowed } });
  return methodNotAllowed(appUrl, method, allowed);
}

/** The refusal of a method that an address does not support; `allowed` are those that it does (RFC 9110 §15.5.6). */
export function methodNotAllowed(appUrl: string, method: string, allowed: string): Response {
  return problemResponse(
    appUrl,
    {
      kind: "invalid",
      code: "method_not_allowed",
      message: `This address does not support ${method}. The API's description is at /api/v1/openapi.json.`,
      received: method,
      expected: allowed,
    },
    { status: 405, title: "The address does not support this method", headers: { Allow: allowed } },
  );
}

/** An address with an invalid percent-encoding (RFC 3986 §2.1), refused in the API's own form. */
function malformedAddress(appUrl: string, pathname: string): Response {
  return problemResponse(
    appUrl,
    {
      kind: "invalid",
      code: "malformed_address",
      message: "The address contains a percent sign that escapes nothing. Write %25 for the sign itself.",
      received: pathname.slice(0, 200),
    },
    { status: 400 },
  );
}

function decoded(path: string): string[] | null {
  try {
    return path.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
}

function find(words: string[]): { answers: Part["answers"]; params: Params } | null {
  const params: Params = {};
  let part: Part | undefined = addresses;
  for (const word of words) {
    const { fixed, variable }: Part = part;
    if (variable && word !== "") params[variable.name] = word;
    part = variable ? (word === "" ? undefined : variable.next) : fixed.get(word);
    if (!part) return null;
  }
  return part.answers.size > 0 ? { answers: part.answers, params } : null;
}

/** HEAD is answered if GET is, and OPTIONS everywhere. */
function allowedMethods(answers: Part["answers"]): string {
  const head = answers.has("GET") ? ["HEAD"] : [];
  return [...answers.keys(), ...head, "OPTIONS"].toSorted().join(", ");
}
