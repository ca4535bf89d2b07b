/** Nothing that is served here may load, run or frame anything, should a browser ever take it for a page. */
const policy = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const headers = {
  "Content-Security-Policy": policy,
  "X-Content-Type-Options": "nosniff",
};

/** A file of a brand. Its address changes with its content, so it is kept for ever. */
export function brandFile(body: Uint8Array | string, contentType: string): Response {
  return new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: {
      ...headers,
      "Content-Type": contentType,
      "Cache-Control": "public, max-age=31536000, immutable",
    },
  });
}

/** The answer for a file that nobody wears, or not any more. */
export function noBrandFile(): Response {
  return new Response("There is no such file.\n", {
    status: 404,
    headers: { ...headers, "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
}
