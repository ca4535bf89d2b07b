import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { isReservedSlug } from "@/lib/model/spaces/reserved-slugs";
import { holdBack } from "./held-answer";
import type { Answerer } from "./http-server";
import { type PageScript, withOnlyScript } from "./only-script";
import { policyOfOneScript } from "./security-headers";

const compress = promisify(gzip);

/** The pages on the way in. Each works without any script (docs/decisions/0030). */
const publicPages = new Set(["/login", "/login/code", "/forgot-password", "/logout"]);
const spacePages = /^\/([^/]+)\/(?:login|sso)$/;

/** True if the page at this address is sent without Next's scripts. */
export function isScriptless(pathname: string): boolean {
  if (publicPages.has(pathname)) return true;
  const slug = spacePages.exec(pathname)?.[1];
  return slug !== undefined && !isReservedSlug(slug);
}

/**
 * Lets Next answer, and sends the pages on the way in without its scripts, with our own small one instead. Next's
 * router, if another page leads here, is told to load a document. Answers that are no page, and failures, which Next
 * explains by script, stay as they are.
 */
export function scriptlessPages(script: PageScript, next: Answerer): Answerer {
  return (request, response) => {
    const { method, headers, url = "" } = request;
    const [pathname = ""] = url.split("?", 1);
    const isPage = (method === "GET" || method === "POST") && isScriptless(pathname);
    // An action that a page has sent by script: at an unusual spelling of the address, it still has Next's.
    if (!isPage || headers["next-action"] !== undefined) return next(request, response);
    if (headers.rsc !== undefined) return refuseFragment(response);
    const compressed = takesGzip(request);
    // What Next compresses could not be changed any more.
    delete headers["accept-encoding"];
    holdBack(response, (body) => rewrite({ response, url, body, script, compressed }));
    return next(request, response);
  };
}

/** Next's router takes every answer that is not one of its own as a reason to load the whole page. */
function refuseFragment(response: ServerResponse): void {
  response.writeHead(204, { "Cache-Control": "no-store", Vary: "rsc" }).end();
}

interface Held {
  response: ServerResponse;
  url: string;
  body: Buffer;
  script: PageScript;
  compressed: boolean;
}

async function rewrite({ response, url, body, script, compressed }: Held): Promise<Buffer> {
  if (isUnknownAction(response)) return openAgain(response, url);
  const type = String(response.getHeader("content-type") ?? "");
  const isPage = type.startsWith("text/html") && body.length > 0;
  if (!isPage || response.statusCode >= 500) return body;
  const policy = response.getHeader("content-security-policy");
  if (typeof policy === "string")
    response.setHeader("Content-Security-Policy", policyOfOneScript(policy, script.hash));
  response.removeHeader("ETag");
  response.setHeader("Vary", "Accept-Encoding, rsc");
  const page = Buffer.from(withOnlyScript(body.toString("utf8"), script.text));
  if (!compressed) return page;
  response.setHeader("Content-Encoding", "gzip");
  return compress(page);
}

/** A page of an earlier version was still open when its form was sent: Next knows its action no longer. */
function isUnknownAction(response: ServerResponse): boolean {
  return response.statusCode !== 400 && response.getHeader("x-nextjs-action-not-found") === "1";
}

function openAgain(response: ServerResponse, url: string): Buffer {
  const [pathname, query] = url.split("?", 2);
  const again = new URLSearchParams(query);
  again.set("error", "outdated");
  response.statusCode = 303;
  response.setHeader("Location", `${pathname}?${again}`);
  response.removeHeader("Content-Type");
  return Buffer.alloc(0);
}

function takesGzip({ headers }: IncomingMessage): boolean {
  const accepted = headers["accept-encoding"];
  return typeof accepted === "string" && /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(accepted);
}
