import { randomBytes } from "node:crypto";
import { escapeHtml } from "@/lib/server/http/escape-html";

/** A page of the provider: self-contained, because nobody may be signed in and no script is needed. */
export interface ProviderPage {
  title: string;
  /** Sentences, as text. */
  paragraphs: string[];
  /** Details for troubleshooting. */
  facts?: { term: string; value: string }[];
  /**
   * Submits itself: the browser goes on by a page, because a redirect from a form would be stopped (CSP 3,
   * form-action).
   */
  goesOnTo?: string;
  form?: {
    action: string;
    fields: Record<string, string>;
    button: string;
    other?: { href: string; text: string };
  };
  link?: { href: string; text: string };
}

const style = `:root{color-scheme:light dark;--bg:#f7f7f8;--card:#fff;--text:#1b1b1f;--muted:#5c5c66;--line:#dcdce2;--accent:#2f4bd8}
@media(prefers-color-scheme:dark){:root{--bg:#131316;--card:#1c1c21;--text:#ececf1;--muted:#a3a3ad;--line:#34343c;--accent:#93a6ff}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:480px;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:28px}
h1{font-size:20px;line-height:1.3;margin:0 0 12px}p{margin:0 0 12px;overflow-wrap:anywhere}
dl{margin:20px 0 0;padding-top:16px;border-top:1px solid var(--line);font-size:14px}dt{color:var(--muted)}dd{margin:0 0 10px;font-family:ui-monospace,monospace;overflow-wrap:anywhere}
a{color:var(--accent)}button{font:inherit;font-weight:500;padding:8px 16px;border:0;border-radius:8px;background:var(--accent);color:var(--card);cursor:pointer}
.row{display:flex;flex-wrap:wrap;gap:16px;align-items:center;margin-top:20px}`;

/** The page as HTML, with a policy that lets it load nothing and lead nowhere else. */
export function providerPage(page: ProviderPage): { html: string; policy: string } {
  const nonce = randomBytes(16).toString("base64");
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title><style nonce="${nonce}">${style}</style>${
    page.goesOnTo ? `<meta http-equiv="refresh" content="0;url=${escapeHtml(page.goesOnTo)}">` : ""
  }</head>
<body><main><h1>${escapeHtml(page.title)}</h1>
${page.paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n")}
${formOf(page)}${linkOf(page)}${factsOf(page)}</main></body></html>`;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
  return { html, policy };
}

function formOf({ form }: ProviderPage): string {
  if (!form) return "";
  const fields = Object.entries(form.fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const other = form.other
    ? `<a href="${escapeHtml(form.other.href)}">${escapeHtml(form.other.text)}</a>`
    : "";
  return `<form method="post" action="${escapeHtml(form.action)}" class="row">${fields.join("")}<button type="submit">${escapeHtml(form.button)}</button>${other}</form>`;
}

function linkOf({ link, goesOnTo }: ProviderPage): string {
  const shown = link ?? (goesOnTo ? { href: goesOnTo, text: "Continue" } : null);
  return shown ? `<p class="row"><a href="${escapeHtml(shown.href)}">${escapeHtml(shown.text)}</a></p>` : "";
}

function factsOf({ facts = [] }: ProviderPage): string {
  if (facts.length === 0) return "";
  const rows = facts.map(({ term, value }) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<dl>${rows.join("")}</dl>`;
}
