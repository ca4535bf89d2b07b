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

/** What the call that an answer belongs to is like. */
interface Answered {
  method: string;
  /** Can answer with a part of a list as comma-separated values. */
  hasCsvParts: boolean;
}

const limitHeaders: ResponseHeader[] = [
  "RateLimit-Limit",
  "RateLimit-Remaining",
  "RateLimit-Reset",
  "RateLimit-Policy",
];
/** Refusals that are kept for an Idempotency-Key: those of the operation itself. */
const kept = [403, 404, 409, 412, 422];

/** The headers that an operation's answers of one status can have. */
export function headersOf({ method, hasCsvParts }: Answered, status: number): ResponseHeader[] {
  const isGood = status < 300;
  const repeats = method === "post" && (isGood || kept.includes(status));
  const waits = status === 429 || status === 503 || (status === 409 && method === "post");
  return [
    "X-Request-Id",
    // Without a token that is accepted nothing is counted, and a fault is not either.
    ...(status === 401 || status === 500 ? [] : limitHeaders),
    ...((isGood && status !== 204) || status === 304 ? ["ETag" as const] : []),
    ...(repeats ? ["Idempotent-Replayed" as const] : []),
    ...(isGood && hasCsvParts ? ["Link" as const] : []),
    ...(status === 401 ? ["WWW-Authenticate" as const] : []),
    ...(waits ? ["Retry-After" as const] : []),
  ];
}

/** The same as the document has them. */
export function headerReferences(answered: Answered, status: number): Record<string, { $ref: string }> {
  const names = headersOf(answered, status);
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
