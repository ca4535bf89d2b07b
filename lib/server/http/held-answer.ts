import type { OutgoingHttpHeader, ServerResponse } from "node:http";

/**
 * Collects what is written to a response, its head included, and sends, once it is complete, what `rewrite` makes of
 * it. Status and headers can be changed until then.
 */
export function holdBack(response: ServerResponse, rewrite: (body: Buffer) => Promise<Buffer>): void {
  const { write, end, writeHead, flushHeaders } = response;
  const chunks: Buffer[] = [];

  // Next's compression writes the head before the first byte, even if it compresses nothing.
  response.writeHead = (status: number, ...rest: unknown[]): ServerResponse => {
    response.statusCode = status;
    for (const [name, value] of headersIn(rest.at(-1))) response.setHeader(name, value);
    return response;
  };
  response.flushHeaders = () => undefined;
  response.write = (chunk: unknown, ...rest: unknown[]): boolean => {
    chunks.push(bytesOf(chunk, rest[0]));
    callBack(rest);
    return true;
  };
  response.end = (...given: unknown[]): ServerResponse => {
    Object.assign(response, { write, end, writeHead, flushHeaders });
    const [chunk, encoding] = given;
    if (chunk !== undefined && chunk !== null && typeof chunk !== "function")
      chunks.push(bytesOf(chunk, encoding));
    rewrite(Buffer.concat(chunks)).then(
      (body) => {
        if (body.length > 0) response.setHeader("Content-Length", body.length);
        response.end(body, () => callBack(given));
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))),
    );
    return response;
  };
}

function headersIn(given: unknown): [string, OutgoingHttpHeader][] {
  return typeof given === "object" && given !== null ? Object.entries(given) : [];
}

function bytesOf(chunk: unknown, encoding: unknown): Buffer {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk);
  if (typeof chunk !== "string") throw new TypeError("A response is written as text or bytes.");
  return Buffer.from(chunk, typeof encoding === "string" && Buffer.isEncoding(encoding) ? encoding : "utf8");
}

/** Node's writing functions take a callback as their last argument. */
function callBack(given: readonly unknown[]): void {
  const last = given.at(-1);
  if (typeof last === "function") last();
}
