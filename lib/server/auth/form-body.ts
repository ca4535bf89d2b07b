export type FormBody =
  | { ok: true; fields: URLSearchParams }
  | {
      ok: false;
      status: 413 | 415;
      message: string;
      received: string;
      expected: string;
      /** The beginning of the body, to find out which attempt it belongs to. */
      head: string;
    };

const formType = "application/x-www-form-urlencoded";
/** Of a refused body. It includes the fields that name an attempt, if the provider writes them first. */
const longestHead = 64 * 1024;

/**
 * The fields of a urlencoded form, read no further than `maxBytes`: the declared length is not trusted, the stream is
 * counted, so that a body of any size costs no more than its limit.
 */
export async function readForm(request: Request, maxBytes: number): Promise<FormBody> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  const declared = Number(request.headers.get("content-length") ?? 0);
  const isForm = type === formType;
  const limit = !isForm || declared > maxBytes ? Math.min(longestHead, maxBytes) : maxBytes;
  const { text, whole } = await readUpTo(request.body, limit);
  const head = text.slice(0, longestHead);
  if (!isForm)
    return {
      ok: false,
      status: 415,
      message: `The form must be sent as ${formType}.`,
      received: type.slice(0, 100) || "no Content-Type",
      expected: formType,
      head,
    };
  if (declared > maxBytes || !whole)
    return {
      ok: false,
      status: 413,
      message: `The form is larger than ${maxBytes} bytes.`,
      received: declared > maxBytes ? `${declared} bytes` : `more than ${maxBytes} bytes`,
      expected: `at most ${maxBytes} bytes`,
      head,
    };
  return { ok: true, fields: new URLSearchParams(text) };
}

/** The body as text, up to `limit` bytes; a longer one is left unread from there. */
export async function readUpTo(
  body: Request["body"],
  limit: number,
): Promise<{ text: string; whole: boolean }> {
  if (!body) return { text: "", whole: true };
  const chunks: Uint8Array[] = [];
  let size = 0;
  let whole = true;
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    chunks.push(next.value);
    if (size > limit) {
      // Not cancelled, which would reset the connection before the answer: `settleUnreadBody` handles the rest.
      reader.releaseLock();
      whole = false;
      break;
    }
  }
  return { text: Buffer.concat(chunks).subarray(0, limit).toString("utf8"), whole };
}

/**
 * A field of a refused form, as far as it was received. With another content type the value is the plausible text
 * after the field's name; for finding the attempt, and for nothing else.
 */
export function fieldOfHead(form: Extract<FormBody, { ok: false }>, name: string): string | null {
  if (form.status === 413) return new URLSearchParams(form.head).get(name);
  const at = form.head.indexOf(name);
  return at < 0 ? null : (/[\w+/-]{16,}/.exec(form.head.slice(at + name.length))?.[0] ?? null);
}
