import type { IncomingMessage, ServerResponse } from "node:http";
import type { JSONWebKeySet } from "jose";
import { errors, type Provider } from "oidc-provider";
import { awayCode } from "@/lib/db/driver/database-away";
import { readSigningKeys } from "@/lib/features/applications/signing-keys";
import { signingKeyMaker } from "@/lib/infra/crypto/signing-key-maker";
import { isSecure } from "@/lib/server/auth/cookies";
import { outageAnswer } from "@/lib/server/http/outage";
import { securityHeaders } from "@/lib/server/http/security-headers";
import { writeAnswer } from "@/lib/server/http/write-answer";
import { answerDirectoryToken, unread } from "@/lib/server/scim/token-endpoint";
import { answerTrial, isTrialAddress, trialOfBrowser } from "./answer-trial";
import type { Exchange } from "./browser-session";
import { type ProviderDependencies, providerRoutes } from "./configuration";
import { answerEndSession } from "./end-session";
import { answerInteraction, interactionPath } from "./interaction";
import { providerSource } from "./make-provider";
import { providerPage } from "./provider-page";
import { readBytes, readFormOf } from "./read-form";
import { withinTrial } from "./trial-context";

/** The authorization endpoint, and where a request goes on after the sign-in. */
const isAuthorization = (pathname: string) =>
  pathname === providerRoutes.authorization || pathname.startsWith(`${providerRoutes.authorization}/`);
const discoveryPath = "/.well-known/openid-configuration";
/** Applications send little; a larger body is a mistake or worse. */
const largestBody = 100_000;

/**
 * Answers the addresses of the OpenID provider, before Next sees them; `false` for all others. The addresses that it
 * writes are those of the issuer, whatever the Host header says.
 */
export function providerServer(
  deps: ProviderDependencies,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const source = providerSource(deps);
  return (request, response) => {
    const [pathname = ""] = (request.url ?? "").split("?", 1);
    if (pathname !== discoveryPath && !pathname.startsWith("/oauth/")) return false;
    void answer(deps, source, pathname, request, response);
    return true;
  };
}

async function answer(
  deps: ProviderDependencies,
  source: () => Promise<Provider>,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  setHeaders(deps.appUrl, pathname, request, response);
  try {
    if (Number(request.headers["content-length"] ?? 0) > largestBody) return tooLarge(response);
    if (pathname === providerRoutes.authorization && request.method === "POST")
      return await asGet(request, response);
    if (pathname === providerRoutes.token && request.method === "POST")
      return await answerToken(deps, source, request, response);
    const provider = await source();
    const exchange: Exchange = { request, response, provider };
    if (interactionPath.test(pathname) && request.method === "GET")
      return await answerInteraction(deps, exchange);
    if (pathname === "/oauth/end-session" && (request.method === "GET" || request.method === "POST"))
      return await answerEndSession({ ...deps, publicKeys: () => publicKeys(deps) }, exchange);
    if (isTrialAddress(pathname) && request.method === "GET") return await answerTrial(deps, exchange);
    const trial = isAuthorization(pathname) ? await trialOfBrowser(deps, request) : null;
    if (!trial) return void (await provider.callback()(request, response));
    const { applicationId } = trial;
    await withinTrial({ applicationId, part: "request" }, () => provider.callback()(request, response));
  } catch (error) {
    if (request.destroyed && !request.complete) return;
    failed(deps, error, pathname, response);
  }
}

/** The address belongs to applications and, by the ids of their clients, to directories (docs/decisions/0032). */
async function answerToken(
  deps: ProviderDependencies,
  source: () => Promise<Provider>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBytes(request, largestBody);
  if (!body) return tooLarge(response);
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  const fields = new URLSearchParams(
    type === "application/x-www-form-urlencoded" ? body.toString("utf8") : "",
  );
  if (await answerDirectoryToken(deps, request, fields, response)) return;
  await (await source()).callback()(unread(request, body), response);
}

function setHeaders(
  appUrl: string,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { host, protocol } = new URL(appUrl);
  request.headers["x-forwarded-host"] = host;
  request.headers["x-forwarded-proto"] = protocol.slice(0, -1);
  const headers = securityHeaders({ pathname, secure: isSecure(appUrl) });
  // Applications that run in a browser read these from their own origin; CORS decides which may.
  const { "Cross-Origin-Resource-Policy": _, ...rest } = headers;
  for (const [name, value] of Object.entries(rest)) response.setHeader(name, value);
  // The form of response_mode=form_post goes to the application, by a script whose digest the provider adds.
  response.setHeader(
    "Content-Security-Policy",
    "default-src 'none';script-src 'none';base-uri 'none';frame-ancestors 'none'",
  );
  response.setHeader("Referrer-Policy", "no-referrer, strict-origin");
}

/** The public halves of the keys, as in `/oauth/jwks`. */
async function publicKeys(deps: ProviderDependencies): Promise<JSONWebKeySet> {
  const keys = await readSigningKeys({ ...deps, signingKeyMaker });
  const publicParts = ["kty", "crv", "x", "y", "n", "e", "kid", "alg", "use"];
  return {
    keys: keys.map(({ jwk }) =>
      Object.fromEntries(Object.entries(jwk).filter(([name]) => publicParts.includes(name))),
    ) as JSONWebKeySet["keys"],
  };
}

/**
 * OpenID Connect Core §3.1.2.1 lets applications post the request. A form of another site carries none of our
 * cookies; the redirect that answers it does.
 */
async function asGet(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const fields = await readFormOf(request, largestBody);
  if (!fields) return tooLarge(response);
  response.statusCode = 303;
  response.setHeader("Location", `${providerRoutes.authorization}?${fields}`);
  response.setHeader("Cache-Control", "no-store");
  response.end();
}

function tooLarge(response: ServerResponse): void {
  response.writeHead(413, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ error: "invalid_request", error_description: "the body is too large" }));
}

function failed(
  { log, secrets, appUrl }: ProviderDependencies,
  error: unknown,
  pathname: string,
  response: ServerResponse,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const expired = error instanceof errors.SessionNotFound;
  const reference = secrets.id("err");
  if (awayCode(error) !== null) {
    log.warn("the OpenID provider met no database", { code: awayCode(error), reference });
    void writeAnswer(outageAnswer(appUrl, pathname, reference), response);
    return;
  }
  if (!expired) log.error("the OpenID provider failed", { error, reference });
  const { html, policy } = providerPage({
    title: expired ? "This sign-in has expired" : "This request could not be answered",
    paragraphs: expired
      ? [
          "It was begun too long ago, in another browser, or it is finished already. Nobody was signed in by it.",
          "Go back to the application and sign in again.",
        ]
      : ["Something failed on our side, and you were not signed in. Go back and try again in a moment."],
    facts: expired ? [] : [{ term: "Reference", value: reference }],
  });
  response.statusCode = expired ? 400 : 500;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.end(html);
}
