import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** The one script of a page, and the source by which a content security policy names it (CSP 3 §2.3.1). */
export interface PageScript {
  text: string;
  hash: string;
}

/** The script as it stands in a page. */
export function pageScript(text: string): PageScript {
  const trimmed = text.trim();
  // It would end the element, or change how the parser reads it (HTML §13.2.5.20).
  if (/<\/script|<!--/i.test(trimmed)) throw new Error("The script cannot stand within a page.");
  return { text: trimmed, hash: `'sha256-${createHash("sha256").update(trimmed).digest("base64")}'` };
}

/** Reads the script that `scripts/bundle.ts` has put beside the server. */
export function readPageScript(file: URL): PageScript {
  return pageScript(readFileSync(file, "utf8"));
}

const scriptPreload = /<link rel="(?:preload" as="script|modulepreload)"[^<>]*>/g;

/**
 * The page without any script but this one, at its end: the parser runs it before the page is first drawn. Everything
 * between a start tag and the next end tag is a script, as React escapes each "<" in texts and attributes, and Next
 * those in its own scripts.
 */
export function withOnlyScript(html: string, script: string): string {
  const page = withoutScripts(html).replace(scriptPreload, "");
  const end = page.lastIndexOf("</body>");
  const at = end < 0 ? page.length : end;
  return `${page.slice(0, at)}<script>${script}</script>${page.slice(at)}`;
}

const opening = "<script";
const closing = "</script>";

function withoutScripts(html: string): string {
  const kept: string[] = [];
  let at = 0;
  for (let start = html.indexOf(opening); start >= 0; start = html.indexOf(opening, at)) {
    kept.push(html.slice(at, start));
    const end = html.indexOf(closing, start);
    at = end < 0 ? html.length : end + closing.length;
  }
  return kept.join("") + html.slice(at);
}
