import { done, type Outcome, refused } from "@/lib/model/outcome";

/** The revision that a caller saw, from `If-Match: "3"` (RFC 9110 §13.1.1); `null` if none or `*` was sent. */
export function expectedRevision(request: Request): Outcome<number | null> {
  const header = request.headers.get("if-match")?.trim();
  if (!header || header === "*") return done(null);
  const [, digits] = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header) ?? [];
  if (digits) return done(Number(digits));
  return refused(
    "invalid",
    "if_match_malformed",
    'If-Match must name the revision that you read, for example "3".',
    {
      field: "If-Match",
      received: header.slice(0, 60),
      expected: "a revision number in quotes, or *",
    },
  );
}
