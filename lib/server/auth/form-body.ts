export type FormBody = { ok: true; fields: URLSearchParams } | { ok: false; status: number; message: string };

/**
 * The fields of a urlencoded form, read no further than `maxBytes`: the declared length is not believed, the stream
 * is counted, so that a body of any size costs no more than its limit.
 */
export async function readForm(request: Request, maxBytes: number): Promise<FormBody> {
  const tooLarge: FormBody = {
    ok: false,
    status: 413,
    message: `The form is larger than ${maxBytes} bytes.`,
  };
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded")
    return { ok: false, status: 415, message: "The form must be sent as application/x-www-form-urlencoded." };
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return tooLarge;
  if (!request.body) return { ok: true, fields: new URLSearchParams() };

  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > maxBytes) {
      // Not cancelled, which would reset the connection before the answer: `settleUnreadBody` takes care of the rest.
      reader.releaseLock();
      return tooLarge;
    }
    chunks.push(next.value);
  }
  return { ok: true, fields: new URLSearchParams(Buffer.concat(chunks).toString("utf8")) };
}
