import { randomBytes } from "node:crypto";
import { NextResponse } from "next/server";
import type { ProviderRedirect } from "@/lib/protocols/protocol-module";
import { escapeHtml } from "@/lib/server/http/escape-html";

/** Never cached by a browser or a proxy: every sign-in is different. */
const headers = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" };

/** A response that redirects the browser to a path of this site. RFC 9110 §15.4.4: a POST is followed by a GET. */
export function seeOther(appUrl: string, path: string): NextResponse {
  return new NextResponse(null, {
    status: 303,
    headers: { ...headers, Location: new URL(path, `${appUrl}/`).toString() },
  });
}

/**
 * The response that sends a browser to its identity provider: a redirect, or for SAML's POST binding a page with one
 * form that submits itself (SAML Bindings 3.5.4), with a button for browsers without scripts.
 */
export function redirectToProvider(redirect: ProviderRedirect): NextResponse {
  if (redirect.kind === "redirect")
    return new NextResponse(null, { status: 303, headers: { ...headers, Location: redirect.url } });
  const nonce = randomBytes(16).toString("base64");
  // No form-action: it would apply to the provider's own redirects too, and the page has nothing but this one form.
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`;
  const inputs = Object.entries(redirect.fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Continue to your identity provider</title></head>
<body><main><form method="post" action="${escapeHtml(redirect.action)}">${inputs.join("")}
<p>You are being sent to your identity provider.</p><button type="submit">Continue</button></form></main>
<script nonce="${nonce}">document.forms[0].submit()</script></body></html>`;
  return new NextResponse(page, {
    headers: {
      ...headers,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy,
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/** The address of the page that explains why a person was not admitted. */
export function refusedPath(code: string | null, attemptId: string | null): string {
  const query = code ? `?code=${encodeURIComponent(code)}` : "";
  return attemptId ? `/sign-in-refused/${attemptId}${query}` : `/sign-in-refused${query}`;
}
