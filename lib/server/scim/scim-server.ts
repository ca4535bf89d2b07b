import type { IncomingMessage, ServerResponse } from "node:http";
import { awayCode } from "@/lib/db/driver/database-away";
import { authenticateDirectory } from "@/lib/features/directories/authenticate-directory";
import {
  directoryAddress,
  noNotes,
  type ScimAnswer,
  type ScimContext,
} from "@/lib/features/directories/scim-context";
import type { Directory } from "@/lib/model/directories/directory";
import type { Dependencies } from "@/lib/ports/dependencies";
import { errorBody } from "@/lib/protocols/scim/answers";
import { scimLimits } from "@/lib/protocols/scim/limits";
import { readSelectionQuery } from "@/lib/protocols/scim/list-query";
import { type JsonObject, readJson, tooLarge } from "@/lib/protocols/scim/read-json";
import { ScimFault, wrong } from "@/lib/protocols/scim/scim-fault";
import { everything } from "@/lib/protocols/scim/selection";
import { isSecure } from "@/lib/server/auth/cookies";
import { clientAddress } from "@/lib/server/http/client-address";
import { securityHeaders } from "@/lib/server/http/security-headers";
import { logEntry } from "./log-entry";
import { redactBody } from "./redact-body";
import { MethodNotAllowed, routeRequest, typeOfPath } from "./route-request";
import { serveBulk } from "./serve-bulk";

const prefix = "/api/scim/v2/";

/** Answers requests of directories, before Next sees them; `false` for all others. */
export function scimServer(
  deps: Dependencies,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const [pathname = ""] = (request.url ?? "").split("?", 1);
    if (!pathname.startsWith(prefix)) return false;
    void answer(deps, pathname, request, response);
    return true;
  };
}

/** A request as it was received. */
interface Received {
  deps: Dependencies;
  request: IncomingMessage;
  method: string;
  /** Below the directory's address. */
  path: string[];
  query: URLSearchParams;
  startedAt: number;
}

/** What is answered, with what the log keeps. */
interface Served extends ScimAnswer {
  headers?: Record<string, string>;
  fault: ScimFault | null;
  body: object | null;
  sent: Uint8Array | null;
}

async function answer(
  deps: Dependencies,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = securityHeaders({ pathname, secure: isSecure(deps.appUrl) });
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const received: Received = {
    deps,
    request,
    method: request.method ?? "GET",
    path: [],
    query: new URLSearchParams((request.url ?? "").slice(pathname.length + 1)),
    startedAt: performance.now(),
  };
  try {
    const [directoryId = "", ...path] = partsOf(pathname.slice(prefix.length));
    const authentication = await authenticateDirectory(deps, directoryId, bearerOf(request));
    if (!authentication.ok) {
      const fault = new ScimFault(401, null, authentication.detail);
      const refused = { ...answerOf(fault), headers: { "WWW-Authenticate": 'Bearer realm="SCIM"' } };
      if (authentication.directory)
        await keepRefused({ ...received, path }, authentication.directory, refused);
      return send(response, refused);
    }
    send(response, await serve({ ...received, path }, authentication.directory));
  } catch (error) {
    if (request.destroyed && !request.complete) return;
    if (error instanceof ScimFault) return send(response, answerOf(error));
    send(response, answerOf(failed(deps, error)));
  }
}

function contextOf({ deps, request }: Received, directory: Directory): ScimContext {
  return {
    directory,
    base: directoryAddress(deps.appUrl, directory.id),
    conditions: { ifMatch: headerOf(request, "if-match"), ifNoneMatch: headerOf(request, "if-none-match") },
    selection: everything,
    notes: noNotes(),
  };
}

/** A provider that still has an expired or revoked token is the usual reason why nothing arrives: the log shows it. */
async function keepRefused(received: Received, directory: Directory, refused: Served): Promise<void> {
  if ((await received.deps.rateLimits.spend("scim_by_directory", directory.id)) > 0) return;
  await keep(received, contextOf(received, directory), refused);
}

/** Serves the request of a directory, and keeps it in its log. */
async function serve(received: Received, directory: Directory): Promise<Served> {
  const { deps, request, query, path } = received;
  const ctx = contextOf(received, directory);
  let sent: Uint8Array | null = null;
  let served: Served;
  try {
    const wait = await deps.rateLimits.spend("scim_by_directory", directory.id);
    if (wait > 0) return { ...answerOf(tooMany(wait)), headers: { "Retry-After": String(wait) } };
    const type = typeOfPath(path);
    if (type) ctx.selection = readSelectionQuery(type, query);
    sent = await bodyOf(received);
    served = { ...(await dispatch(received, ctx, sent)), fault: null, sent };
  } catch (error) {
    if (request.destroyed && !request.complete) throw error;
    // What a refused request had noted did not happen.
    ctx.notes.changed = [];
    ctx.notes.reasons = [];
    served = answerOf(error instanceof ScimFault ? error : failed(deps, error));
  }
  await keep(received, ctx, { ...served, sent });
  return served;
}

function dispatch(received: Received, ctx: ScimContext, sent: Uint8Array): Promise<ScimAnswer> {
  const { deps, method, path, query } = received;
  const body = (): JsonObject => readJson(sent);
  if (path.length === 1 && path[0]?.toLowerCase() === "bulk") {
    if (method !== "POST") throw new MethodNotAllowed("POST");
    return serveBulk(deps, ctx, body());
  }
  return routeRequest(deps, ctx, { method, path, query, body });
}

/** Written before the answer is sent: who sees the answer finds the request in the log. */
async function keep(
  { deps, request, method, path, query, startedAt }: Received,
  ctx: ScimContext,
  { sent, ...served }: Served,
): Promise<void> {
  const search = query.toString();
  try {
    const entry = logEntry(deps, ctx, {
      method,
      path,
      search,
      served,
      body: sent ? redactBody(sent) : null,
      address: clientAddress({ get: (name) => headerOf(request, name) }),
      startedAt,
    });
    await deps.store.directoryRequestsOf(ctx.directory).insert(entry);
  } catch (error) {
    // The directory was removed while it was asked; the answer stands.
    deps.log.warn("a request of a directory could not be kept", { error, directory: ctx.directory.id });
  }
}

/** The parts of a path; a trailing slash is none. Undecodable addresses were refused before. */
function partsOf(path: string): string[] {
  const parts = path.split("/").map(decodeURIComponent);
  if (parts.at(-1) === "") parts.pop();
  return parts;
}

function bearerOf(request: IncomingMessage): string | null {
  const [scheme = "", token = "", ...rest] = (headerOf(request, "authorization") ?? "").trim().split(" ");
  return scheme.toLowerCase() === "bearer" && token !== "" && rest.length === 0 ? token : null;
}

function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" ? value : null;
}

/** Of the methods that there are: all others are refused for what they are. */
const bodied = new Set(["POST", "PUT", "PATCH"]);

async function bodyOf({ request, method }: Received): Promise<Uint8Array> {
  if (!bodied.has(method)) return new Uint8Array();
  if (Number(headerOf(request, "content-length") ?? 0) > scimLimits.bodyBytes) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > scimLimits.bodyBytes) throw tooLarge();
    parts.push(part);
  }
  if (size === 0) throw wrong("invalidSyntax", "The request has no body.");
  return Buffer.concat(parts);
}

function tooMany(seconds: number): ScimFault {
  return new ScimFault(429, null, `Too many requests. Try again in ${seconds} seconds.`);
}

function failed({ log, secrets }: Dependencies, error: unknown): ScimFault {
  const reference = secrets.id("err");
  const code = awayCode(error);
  if (code !== null) {
    log.warn("a request of a directory met no database", { code, reference });
    return new ScimFault(
      503,
      null,
      `The database is not answering right now (${reference}). Send it again later.`,
    );
  }
  log.error("a request of a directory failed", { error, reference });
  return new ScimFault(500, null, `This failed on our side (${reference}). Send it again later.`);
}

function answerOf(fault: ScimFault): Served {
  const headers = fault instanceof MethodNotAllowed ? { headers: { Allow: fault.allow } } : {};
  return { status: fault.status, body: errorBody(fault), fault, sent: null, ...headers };
}

function send(response: ServerResponse, served: Served): void {
  const { status, body, location, etag, headers = {} } = served;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.statusCode = status;
  response.setHeader("Cache-Control", "no-store");
  if (location) response.setHeader("Location", location);
  if (etag) response.setHeader("ETag", etag);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body === null) {
    response.end();
    return;
  }
  response.setHeader("Content-Type", "application/scim+json; charset=utf-8");
  response.end(JSON.stringify(body));
}
