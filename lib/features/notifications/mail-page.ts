import { accentShade } from "@/lib/model/brand/accent";
import type { WornBrand } from "@/lib/model/brand/brand";

/** The product's own accent, as mail programs read colours. */
const productAccent = "#005ea4";

/**
 * A message as mail programs show it: the brand on top, then the same words as in its plain text. Addresses of this site
 * become links; nothing else in a text is ever taken for HTML. The logo is fetched from this site by one address for
 * everybody, so it tells nothing about who reads; without TLS it is left out, as mail programs would not show it.
 */
export function mailPage(input: { subject: string; body: string; brand: WornBrand; appUrl: string }): string {
  const { subject, body, brand, appUrl } = input;
  const accent = brand.accent ? accentShade(brand.accent, "light").accent : productAccent;
  const [text = "", ...signature] = body.trimEnd().split(/\n\n-- ?\n/);
  const paragraphs = text
    .split(/\n{2,}/)
    .map((part) => `<p style="margin:0 0 16px">${linked(part, appUrl, accent)}</p>`);
  const ending = signature
    .map(
      (part) =>
        `<p style="margin:0;color:#5b6470;font-size:13px;line-height:20px">${linked(part, appUrl, accent)}</p>`,
    )
    .join("");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light only"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px 16px;background:#f7f8fa;color:#1c2430;font-family:Inter,system-ui,'Segoe UI',Helvetica,Arial,sans-serif;font-size:15px;line-height:23px">
<div style="max-width:560px;margin:0 auto;padding:28px 32px;background:#ffffff;border:1px solid #e3e6ea;border-top:4px solid ${accent};border-radius:8px;overflow-wrap:anywhere">
<div style="margin:0 0 24px;font-size:16px;font-weight:600">${head(brand, appUrl)}</div>
${paragraphs.join("\n")}
<div style="margin:24px 0 0;padding:16px 0 0;border-top:1px solid #e3e6ea">${ending}</div>
</div></body></html>
`;
}

/** Logo and name as on the pages: a wide logo says the name itself. */
function head({ name, light }: WornBrand, appUrl: string): string {
  if (!light || !appUrl.startsWith("https://")) return escapeHtml(name);
  const height = Math.min(48, light.height);
  const width = Math.round((light.width / light.height) * height);
  const isWide = light.width > light.height * 1.6;
  const image = `<img src="${escapeHtml(appUrl + light.href)}" width="${width}" height="${height}" alt="${isWide ? escapeHtml(name) : ""}" style="border:0;max-width:100%;vertical-align:middle">`;
  return isWide ? image : `${image} &nbsp;${escapeHtml(name)}`;
}

/** Escaped text whose addresses of this site are links. */
function linked(text: string, appUrl: string, accent: string): string {
  return text
    .split(/(\s+)/)
    .map((word) => {
      if (word !== appUrl && !word.startsWith(`${appUrl}/`)) return escapeHtml(word).replaceAll("\n", "<br>");
      const address = word.replace(/[.,;:!?)]$/, "");
      const rest = escapeHtml(word.slice(address.length));
      return `<a href="${escapeHtml(address)}" style="color:${accent}">${escapeHtml(address)}</a>${rest}`;
    })
    .join("");
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
