const text = { type: "string" };
const number = { type: "integer" };

/** Every header that answers may have, described once. */
export const responseHeaders = {
  "X-Request-Id": { description: "The call's id: the one that was sent, else a new one", schema: text },
  "RateLimit-Limit": { description: "Calls allowed within a window", schema: number },
  "RateLimit-Remaining": { description: "Calls left in the window", schema: number },
  "RateLimit-Reset": { description: "Seconds until the window ends", schema: number },
  "RateLimit-Policy": { description: "The limit and the window in seconds", schema: text },
  "Retry-After": { description: "Seconds to wait before the next try", schema: number },
  "WWW-Authenticate": { description: "What is wrong with the token (RFC 6750 §3)", schema: text },
  ETag: {
    description: "The revision, or a digest of the answer: for If-Match and If-None-Match",
    schema: text,
  },
  "Idempotent-Replayed": {
    description: "Present if the answer is the first one to this Idempotency-Key",
    schema: { type: "string", const: "true" },
  },
  Link: { description: "Of comma-separated values: the address of the next part", schema: text },
} as const;

type ResponseHeader = keyof typeof responseHeaders;

/** The headers of every answer to a token that is accepted. */
export const limitHeaders: ResponseHeader[] = [
  "RateLimit-Limit",
  "RateLimit-Remaining",
  "RateLimit-Reset",
  "RateLimit-Policy",
];

/** The headers of one answer. */
export function headerReferences(...names: ResponseHeader[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
