import { problemResponse } from "@/lib/server/api/api-problem";
import { escapeHtml } from "./escape-html";

/** When a client may try again, in seconds. A failover of a database takes about as long. */
export const retryAfterSeconds = 5;

/** Files, probes and metrics: what they say does not come from the database. */
const withoutDatabase =
  /^\/(?:_next\/.*|api\/health|api\/ready|metrics|icon\.svg|favicon\.ico|api\/v1\/openapi\.json)$/;

/** Whether a request cannot be answered without the database. */
export function needsDatabase(pathname: string): boolean {
  return !withoutDatabase.test(pathname);
}

/** Called by programs, which get the error in the form of their protocol (RFC 6749 §5.2). */
const calledByApplications = /^\/oauth\/(?:token|userinfo|jwks|par|revoke|introspect)$/;

/** The answer to a request that cannot be answered because the database is away: 503, in the form of its address. */
export function outageAnswer(appUrl: string, pathname: string, reference: string): Response {
  const retry = { "Retry-After": String(retryAfterSeconds), "Cache-Control": "no-store" };
  if (pathname.startsWith("/api/v1/") || pathname === "/api/v1") return outageProblem(appUrl, reference);
  if (pathname.startsWith("/api/scim/v2/")) {
    const detail = `The service is not available for a moment (${reference}). Send it again later.`;
    const body = { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "503", detail };
    return new Response(JSON.stringify(body), {
      status: 503,
      headers: { ...retry, "Content-Type": "application/scim+json; charset=utf-8" },
    });
  }
  if (calledByApplications.test(pathname)) {
    const body = {
      error: "temporarily_unavailable",
      error_description: `the service is not available for a moment; reference ${reference}`,
    };
    return Response.json(body, { status: 503, headers: retry });
  }
  const style =
    ":root{color-scheme:light dark;background:Canvas;color:CanvasText}body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto 2rem;padding:0 1rem}h1{font-size:1.35rem}";
  return new Response(
    `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not available for a moment</title>
<style>${style}</style></head>
<body><main><h1>This site is not available for a moment</h1>
<p>It cannot reach its database. Nothing you saved is lost, and nobody was signed in or out.</p>
<p>Wait a few seconds, then go back and try again. If it keeps happening, send the reference to support.</p>
<p>Reference: <code>${escapeHtml(reference)}</code></p></main></body></html>`,
    {
      status: 503,
      headers: {
        ...retry,
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy":
          "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      },
    },
  );
}

/** The same for programs that call the API. */
export function outageProblem(appUrl: string, reference: string): Response {
  return problemResponse(
    appUrl,
    {
      kind: "unavailable",
      code: "database_unavailable",
      message: `The database does not answer at the moment. Try again in a few seconds. If it keeps happening, send the reference ${reference} to support.`,
      retryAfter: retryAfterSeconds,
    },
    { reference },
  );
}
