import { Agent, createServer, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { finished } from "node:stream/promises";

/** A proxy in front of several processes, as an operator would put one there. */
export interface Front {
  url: string;
  /** Where the processes listen. */
  ports: number[];
  /** Which process gets the next requests; `null`: one after the other. */
  through: number | null;
  /** The client's address as the processes see it; `null`: another one for every request. */
  client: string | null;
  close(): Promise<void>;
}

/**
 * Passes every request on to one process, and to the next one if nothing listens there any more, or if a kept connection
 * turns out to be closed and the request may be repeated (RFC 9110 9.2.2), as proxies do. One that breaks otherwise is
 * answered with 502: the request was lost.
 */
export async function startFront(): Promise<Front> {
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    turn += 1;
    const first = front.through ?? turn % front.ports.length;
    const order = front.through === null ? [first, (first + 1) % front.ports.length] : [first];
    const address = front.client ?? `10.${(turn >> 16) & 255}.${(turn >> 8) & 255}.${turn & 255}`;
    const headers = { ...incoming.headers, "x-forwarded-for": address };
    for (const index of order) {
      const answer = await asked(agent, front.ports[index] ?? 0, incoming, headers, Buffer.concat(chunks));
      if (answer === "nobody") continue;
      if (answer === "broken") break;
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      await finished(answer.pipe(outgoing)).catch(() => undefined);
      return;
    }
    outgoing.writeHead(502).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const front: Front = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    ports: [],
    through: null,
    client: null,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return front;
}

function asked(
  agent: Agent,
  port: number,
  { method, url }: IncomingMessage,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<IncomingMessage | "nobody" | "broken"> {
  return new Promise((resolve) => {
    const passed = request({ agent, host: "127.0.0.1", port, method, path: url, headers }, resolve);
    passed
      .on("error", (error: NodeJS.ErrnoException) => {
        const repeatable = passed.reusedSocket && method === "GET" && error.code === "ECONNRESET";
        resolve(error.code === "ECONNREFUSED" || repeatable ? "nobody" : "broken");
      })
      .end(body);
  });
}
