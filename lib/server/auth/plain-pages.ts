import { randomBytes } from "node:crypto";
import { NextResponse } from "next/server";
import { explain } from "@/lib/model/explanations/catalogue";
import { refusalHelp } from "@/lib/model/help";
import { escapeHtml } from "@/lib/server/http/escape-html";

const style =
  ":root{color-scheme:light dark;background:Canvas;color:CanvasText}body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto 2rem;padding:0 1rem}h1{font-size:1.35rem}dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere}";

/** The response for an unknown address: route handlers have no 404 page of their own. It does not reveal what exists. */
export function nothingHere(): NextResponse {
  return plainPage(404, "Page not found", [
    "<h1>There is nothing at this address</h1>",
    "<p>The address may be mistyped, or what it led to was removed. Ask whoever gave it to you.</p>",
  ]);
}

/**
 * The answer at a login address where nobody can sign in. The same for a connection that is only being set up and for one that
 * does not exist: what a space prepares, and whether there is such a space, is not for outsiders (docs/model.md#begin).
 */
export function notTurnedOn(): NextResponse {
  return plainPage(404, "Not turned on", [
    "<h1>Nobody can sign in at this address yet</h1>",
    "<p>The connection is not turned on yet, it was removed, or the address is mistyped. Ask whoever gave it to you.</p>",
    "<p>Are you setting it up? Test the connection in the console, under Security, Single sign-on. This address works once the connection is active.</p>",
    '<p><a href="/login">Sign in another way</a></p>',
  ]);
}

/** The answer if something failed on our side; the cause is in the log, beside the reference. */
export function brokenPage(reference: string): NextResponse {
  return plainPage(500, "Not answered", [
    "<h1>This request could not be answered</h1>",
    "<p>Something failed on our side, and you were not signed in. Go back and try again in a moment.</p>",
    `<dl><dt>Reference</dt><dd>${escapeHtml(reference)}</dd></dl>`,
  ]);
}

/** Why a request was refused before it could be assigned to anybody. */
export interface RequestRefusal {
  status: number;
  code: string;
  received: string;
  /** What is accepted, with its limit. */
  expected: string;
}

/** The response to a browser whose request is refused: what happened, the code, the received and the accepted values. */
export function refusalPage({ status, code, received, expected }: RequestRefusal): NextResponse {
  const { forPerson, fix } = explain(code);
  return plainPage(status, "Not accepted", [
    "<h1>You were not signed in</h1>",
    `<p>${escapeHtml(forPerson)}</p>`,
    `<dl><dt>Code</dt><dd><a href="${escapeHtml(refusalHelp(code))}">${escapeHtml(code)}</a></dd>`,
    `<dt>Received</dt><dd>${escapeHtml(received)}</dd><dt>Expected</dt><dd>${escapeHtml(expected)}</dd>`,
    `<dt>For your administrator</dt><dd>${escapeHtml(fix)}</dd></dl>`,
  ]);
}

/**
 * The response to a browser with a logout message that is refused. Of what was received and expected it says nothing:
 * that is in the connection's log, and the person can do nothing with it.
 */
export function logoutRefusedPage(code: string, status = 400): NextResponse {
  const { forPerson, fix } = explain(code);
  return plainPage(status, "Not signed out", [
    "<h1>You were not signed out</h1>",
    `<p>${escapeHtml(forPerson)}</p>`,
    `<dl><dt>Code</dt><dd><a href="${escapeHtml(refusalHelp(code))}">${escapeHtml(code)}</a></dd>`,
    `<dt>For your administrator</dt><dd>${escapeHtml(fix)}</dd></dl>`,
    '<p><a href="/logout">Sign out here</a></p>',
  ]);
}

/** A route's response to every method that it does not accept (RFC 9110 §15.5.6). */
export function refuseMethod(allow: string) {
  return (request: Request): NextResponse => {
    const page = refusalPage({
      status: 405,
      code: "method_not_allowed",
      received: request.method,
      expected: allow,
    });
    page.headers.set("Allow", allow);
    return page;
  };
}

function plainPage(status: number, title: string, lines: string[]): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style nonce="${nonce}">${style}</style></head>
<body><main>${lines.join("\n")}
<p><a href="/">Go to the start page</a></p></main></body></html>`;
  return new NextResponse(page, {
    status,
    headers: {
      // Never cached by a browser or a proxy: every sign-in is different.
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
    },
  });
}
