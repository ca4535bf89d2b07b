import type { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** The body is larger than allowed, as sent or after decompression. */
export class BodyTooLarge extends Error {}

/** The body is compressed in a way that was not requested and is not supported. */
export class BodyUnreadable extends Error {}

const decoders: Record<string, () => Transform> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

/**
 * Reads a body completely, decompressed, and stops at `maxBytes` before and after decompression: a bomb is dropped as
 * soon as it has unfolded that far. Throws `BodyTooLarge`, `BodyUnreadable`, zlib's or the stream's own error.
 */
export async function readLimited(
  body: Readable,
  encoding: string | null,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const name = (encoding ?? "").trim().toLowerCase();
  const decoder = name === "" || name === "identity" ? null : decoders[name]?.();
  if (decoder === undefined) throw new BodyUnreadable(`content-encoding ${name.slice(0, 40)}`);
  const chunks: Uint8Array[] = [];
  const collect = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of limit(maxBytes)(source)) chunks.push(chunk);
  };
  if (decoder === null) await pipeline(body, collect, { signal });
  else await pipeline(body, limit(maxBytes), decoder, collect, { signal });
  return Buffer.concat(chunks);
}

/** Passes chunks through and counts them. */
function limit(maxBytes: number) {
  return async function* counted(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const chunk of source) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new BodyTooLarge(`more than ${maxBytes} bytes`);
      yield chunk;
    }
  };
}
