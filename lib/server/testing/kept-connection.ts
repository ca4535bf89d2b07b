import { once } from "node:events";
import { connect } from "node:net";

/** The response to one request. */
export interface RawAnswer {
  status: number;
  ms: number;
}

/** One connection that is kept alive, with nothing between the test and the server: a client would open a second one. */
export interface KeptConnection {
  /** Sends a request and waits for its response; `null` if the server has closed the connection instead. */
  ask(request: string): Promise<RawAnswer | null>;
  /** Whether the server has ended the connection. */
  ended(): boolean;
  close(): void;
}

/** Opens a connection to a server on this machine. */
export async function keepConnection(port: number): Promise<KeptConnection> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  let received = "";
  let over = false;
  let look = () => {};
  socket.on("data", (chunk) => {
    received += chunk.toString("latin1");
    look();
  });
  const end = () => {
    over = true;
    look();
  };
  socket.on("end", end).on("close", end).on("error", end);
  return {
    async ask(request) {
      const sentAt = performance.now();
      received = "";
      if (!over) socket.write(request);
      await new Promise<void>((resolve) => {
        look = () => (over || isWhole(received) ? resolve() : undefined);
        look();
      });
      const status = /^HTTP\/1\.1 (\d{3}) /.exec(received)?.[1];
      return status ? { status: Number(status), ms: performance.now() - sentAt } : null;
    },
    ended: () => over,
    close: () => socket.destroy(),
  };
}

/** Whether a response is complete: a rest of it would be read as the next one. */
function isWhole(received: string): boolean {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const head = received.slice(0, end);
  const body = received.slice(end + 4);
  if (/^transfer-encoding: chunked/im.test(head)) return body.endsWith("0\r\n\r\n");
  return body.length >= Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
}

/** A complete request as sent over the wire. `chunked` hides the length of the body. */
export function rawRequest(
  method: string,
  path: string,
  body = "",
  headers: Record<string, string> = {},
  chunked = false,
): string {
  const length = chunked ? "Transfer-Encoding: chunked" : `Content-Length: ${body.length}`;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const sent = chunked ? `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n` : body;
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${lines.join("")}${length}\r\n\r\n${sent}`;
}
