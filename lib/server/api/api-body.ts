import type { Problem } from "@/lib/model/outcome";

export type ReadBody =
  | { ok: true; value: unknown; isEmpty: boolean }
  | { ok: false; status: number; problem: Problem };

function no(status: number, code: string, message: string): ReadBody {
  return { ok: false, status, problem: { kind: "invalid", code, message } };
}

/**
 * The JSON of a request, read no further than `maxBytes`: the declared length is not trusted, the stream is counted.
 * Of no body, the value is `{}`, and `isEmpty` tells the two apart.
 */
export async function readJson(request: Request, maxBytes: number): Promise<ReadBody> {
  const tooLarge = no(413, "body_too_large", `The body is larger than ${maxBytes} bytes.`);
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > maxBytes) return tooLarge;

  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    const reader = request.body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.byteLength;
      if (size > maxBytes) {
        // Not cancelled, which would reset the connection before the answer: `settleUnreadBody` handles the rest.
        reader.releaseLock();
        return tooLarge;
      }
      chunks.push(next.value);
    }
  }
  if (size === 0) return { ok: true, value: {}, isEmpty: true };

  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json") {
    return no(415, "not_json", "The body must be JSON, sent with Content-Type: application/json.");
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
    return { ok: true, value: JSON.parse(text) as unknown, isEmpty: false };
  } catch {
    return no(400, "malformed_json", "The body is not well-formed JSON in UTF-8.");
  }
}
