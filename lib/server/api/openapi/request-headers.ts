const header = (name: string, description: string) => ({
  name,
  in: "header",
  required: false,
  description,
  schema: { type: "string" },
});

/** Every request header that operations read, described once. */
export const requestHeaders = {
  "If-Match": header(
    "If-Match",
    "The revision that was read, from `ETag`. If there is a newer revision, the call is refused with 412.",
  ),
  "X-Request-Id": header(
    "X-Request-Id",
    "An id of yours for the call, which the log and the audit log then carry.",
  ),
  "If-None-Match": header(
    "If-None-Match",
    "The ETag of an earlier answer: 304 without a body if nothing has changed.",
  ),
  "Idempotency-Key": header(
    "Idempotency-Key",
    "A repeated call with the same key within a day gets the first response again.",
  ),
};
