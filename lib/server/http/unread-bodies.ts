import type { IncomingMessage, ServerResponse } from "node:http";

/** How much is still read of an unwanted body, and for how long. */
export interface DiscardLimits {
  /** A larger body costs the sender the connection. */
  bytes: number;
  /** A client that has not sent the rest by then loses the connection too. */
  ms: number;
}

const usualLimits: DiscardLimits = { bytes: 1_000_000, ms: 2_000 };

/**
 * Frees the connection of a request that was answered before its body was read: a refused POST, a wrong method, a
 * missing token. The rest of the body comes before the next request on the same connection, which would wait behind
 * it until the connection times out, and behind a proxy that next request is somebody else's.
 *
 * A small rest is read and discarded, so that the connection stays in use. For a larger one the connection ends after
 * the answer. Its reading side stays open a moment longer, since a client that is still sending would otherwise see a
 * reset connection in place of the answer.
 */
export function settleUnreadBody(
  request: IncomingMessage,
  response: ServerResponse,
  limits: DiscardLimits = usualLimits,
): void {
  response.once("finish", () => {
    if (request.complete) return;
    // Node's own listeners on the end of an answer come first.
    process.nextTick(discard, request, limits);
  });
}

function discard(request: IncomingMessage, limits: DiscardLimits): void {
  const { socket } = request;
  if (request.complete || socket.destroyed) return;
  let rest = limits.bytes;
  let ended = false;
  const end = () => {
    ended = true;
    socket.end();
  };
  const tooLate = setTimeout(() => socket.destroy(), limits.ms);
  socket.once("close", () => clearTimeout(tooLate));
  // The intended reader of the body has stopped and paused it: their listeners would pause it again.
  request.unpipe();
  request.removeAllListeners("data").removeAllListeners("readable");
  request.on("data", (chunk: Buffer) => {
    rest -= chunk.length;
    if (rest < 0 && !ended) end();
  });
  request.once("end", () => {
    clearTimeout(tooLate);
    if (ended) socket.destroy();
  });
  if (Number(request.headers["content-length"] ?? 0) > limits.bytes) end();
  request.resume();
}
