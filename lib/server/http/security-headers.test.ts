import { createHash } from "node:crypto";
import { PassThrough } from "node:stream";
import { createElement, lazy, Suspense } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { contentSecurityPolicy, securityHeaders } from "./security-headers";

test("only scripts with the request's nonce run, and nothing may frame, rebase or embed", () => {
  const policy = contentSecurityPolicy("abc", { development: false, secure: true });
  expect(policy).toContain("script-src 'nonce-abc' 'strict-dynamic';");
  expect(policy).not.toMatch(/unsafe-(inline|eval)/);
  for (const rule of [
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ]) {
    expect(policy).toContain(rule);
  }
});

test("pages with a secret address reveal it to nobody", () => {
  const policy = (pathname: string) => securityHeaders({ pathname, secure: true })["Referrer-Policy"];
  expect(policy("/reset-password/abc")).toBe("no-referrer, strict-origin");
  expect(policy("/setup/abc")).toBe("no-referrer, strict-origin");
  expect(policy("/setupx")).toBe("strict-origin-when-cross-origin");
});

test("plain connections are forbidden only if the site is reached over TLS", () => {
  expect(securityHeaders({ pathname: "/", secure: true })).toHaveProperty("Strict-Transport-Security");
  expect(securityHeaders({ pathname: "/", secure: false })).not.toHaveProperty("Strict-Transport-Security");
});

test("of all style attributes, only the one with which React hides a late part of a drawing applies", async () => {
  const [directive] = /style-src-attr [^;]+/.exec(
    contentSecurityPolicy("abc", { development: false, secure: true }),
  ) ?? [""];
  const applies = (style: string) =>
    directive.includes(`'sha256-${createHash("sha256").update(style).digest("base64")}'`);
  const styles = [...(await drawingInParts()).matchAll(/style="([^"]*)"/g)].map(([, style = ""]) => style);
  expect(styles.length).toBeGreaterThan(0);
  for (const style of styles) expect(applies(style), style).toBe(true);
  expect(applies("display:block")).toBe(false);
  expect(directive).not.toContain("unsafe-inline");
});

/** A page as the server sends it if the lines of a drawing are ready later than the rest, one after the other. */
function drawingInParts(): Promise<string> {
  const ready: (() => void)[] = [];
  const later = () => {
    const drawn = new Promise<void>((resolve) => ready.push(resolve));
    return lazy(() => drawn.then(() => ({ default: () => createElement("line") })));
  };
  const drawing = createElement(
    "svg",
    null,
    createElement("g", null, createElement(later())),
    createElement("g", null, createElement(later())),
  );
  const page = createElement("div", null, createElement(Suspense, { fallback: "…" }, drawing));
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(page, {
      onShellReady() {
        const sent = pipe(new PassThrough());
        let page = "";
        sent.on("data", (chunk) => {
          page += chunk;
          // The first line once the rest was sent, the second once the first was.
          ready[0]?.();
          if (page.includes("<line")) ready[1]?.();
        });
        sent.on("end", () => resolve(page));
      },
      onError: reject,
    });
  });
}
