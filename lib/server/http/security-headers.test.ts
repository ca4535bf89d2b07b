import { createHash } from "node:crypto";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
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

/** A page as the server sends it if one line of a drawing is ready later than the rest. */
function drawingInParts(): Promise<string> {
  const later = (milliseconds: number) =>
    lazy(async () => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      return { default: () => createElement("line") };
    });
  const drawing = createElement(
    "svg",
    null,
    createElement("g", null, createElement(later(20))),
    createElement("g", null, createElement(later(60))),
  );
  const page = createElement("div", null, createElement(Suspense, { fallback: "…" }, drawing));
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(page, {
      onShellReady: () => text(pipe(new PassThrough())).then(resolve, reject),
      onError: reject,
    });
  });
}
