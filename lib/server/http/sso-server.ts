import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { NextRequest } from "next/server";
import { awayCode } from "@/lib/db/driver/database-away";
import { isReservedSlug } from "@/lib/model/spaces/reserved-slugs";
import { isSecure } from "@/lib/server/auth/cookies";
import { brokenPage } from "@/lib/server/auth/plain-pages";
import { outageAnswer } from "./outage";
import { securityHeaders } from "./security-headers";
import { writeAnswer } from "./write-answer";

/** A route handler of the application, as Next would call it. */
type RouteHandler<Params> = (
  request: NextRequest,
  context: { params: Promise<Params> },
) => Response | Promise<Response>;

/** A route that the custom server answers. */
export interface SsoRoute {
  method: "GET" | "POST";
  /** Its location, for the log: an address itself may be a secret. */
  route: string;
  /** The whole path; its captures are the route's parameters. */
  path: RegExp;
  answer(request: NextRequest, captured: string[]): Promise<Response>;
}

/**
 * A route at its address, named like its folder in `app`: `/api/sso/finish`, `/[space]/sso/[reference]`. The handler
 * that `load` returns may use nothing of `next/headers` or `next/navigation`, which work within Next only.
 */
export function ssoRoute<Name extends string = never>(
  method: "GET" | "POST",
  route: string,
  load: () => Promise<RouteHandler<Record<Name, string>>>,
): SsoRoute {
  const names = [...route.matchAll(/\[(\w+)\]/g)].map(([, name]) => name as Name);
  const path = new RegExp(`^${route.replace(/\[\w+\]/g, "([^/]+)")}$`);
  return {
    method,
    route,
    path,
    async answer(request, captured) {
      const handler = await load();
      const params = Object.fromEntries(names.map((name, index) => [name, captured[index] ?? ""]));
      return handler(request, { params: Promise.resolve(params as Record<Name, string>) });
    },
  };
}

/**
 * Answers the requests of some routes itself, before Next sees them; `false` for all others. Next takes two
 * milliseconds of processor time from the socket to a route, and a sign-in has four requests (docs/decisions/0022).
 * Undecodable addresses were refused before.
 */
export function ssoServer(
  routes: readonly SsoRoute[],
  site: {
    appUrl: string;
    /** Writes it to the log, and returns the reference under which it is found there. */
    onError(error: unknown, route: Pick<SsoRoute, "method" | "route">): string;
  },
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const { method, url = "" } = request;
    const pathname = url.split("?", 1)[0] ?? "";
    for (const route of routes) {
      const match = route.method === method ? route.path.exec(pathname) : null;
      if (!match || isOthers(pathname, route)) continue;
      void serve(route, match.slice(1), request, response, site);
      return true;
    }
    return false;
  };
}

/** If a route begins with a space's name, another part of the site may have the address. */
function isOthers(pathname: string, { route }: SsoRoute): boolean {
  return route.startsWith("/[") && isReservedSlug(decodeURIComponent(pathname).split("/")[1] ?? "");
}

async function serve(
  route: SsoRoute,
  captured: string[],
  request: IncomingMessage,
  response: ServerResponse,
  site: Parameters<typeof ssoServer>[1],
): Promise<void> {
  const { appUrl } = site;
  const [pathname = ""] = (request.url ?? "").split("?", 1);
  for (const [name, value] of Object.entries(securityHeaders({ pathname, secure: isSecure(appUrl) })))
    response.setHeader(name, value);
  try {
    await writeAnswer(await route.answer(webRequest(request, appUrl), captured), response);
  } catch (error) {
    // A client that leaves while sending has broken nothing.
    if (request.destroyed && !request.complete) return;
    const reference = site.onError(error, route);
    const away = awayCode(error) !== null;
    if (response.headersSent) response.destroy();
    else
      await writeAnswer(away ? outageAnswer(appUrl, pathname, reference) : brokenPage(reference), response);
  }
}

function webRequest(request: IncomingMessage, appUrl: string): NextRequest {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const { method = "GET", url = "/" } = request;
  const body = method === "GET" ? {} : { body: bodyOf(request), duplex: "half" as const };
  return new NextRequest(`${appUrl}${url}`, { method, headers, ...body });
}

/** Node's and the browser's stream are one class with two declarations. */
function bodyOf(request: IncomingMessage): globalThis.ReadableStream<Uint8Array> {
  const stream: ReadableStream = Readable.toWeb(request);
  return stream as globalThis.ReadableStream<Uint8Array>;
}
