import { createServer, type Server } from "node:http";
import makeNext from "next";
import type { Answerer } from "@/lib/server/http/http-server";

/** Next, which answers the remaining requests. */
export interface RunningNext {
  answer: Answerer;
  close(): Promise<void>;
}

/** Starts Next within our server (its documented “custom server”). */
export async function startNext(options: {
  development: boolean;
  hostname: string | undefined;
  port: number;
  server: Server;
}): Promise<RunningNext> {
  const { development, hostname, port, server } = options;
  // Where an action that redirects requests the page that it leads to; otherwise Next would use the Host header.
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${hostOf(hostname)}:${port}`;
  const next = makeNext({
    dev: development,
    dir: process.cwd(),
    port,
    ...(hostname ? { hostname } : {}),
    // Next listens there for WebSockets, which only its development server has: others would get no answer. A server
    // that nobody connects to keeps it from that, and Node then treats such a request as an ordinary one.
    httpServer: development ? server : createServer(),
  });
  await next.prepare();
  return { answer: next.getRequestHandler(), close: () => next.close() };
}

/** The name by which this process reaches itself. */
function hostOf(hostname: string | undefined): string {
  if (!hostname || hostname === "0.0.0.0") return "localhost";
  if (hostname === "::") return "[::1]";
  return hostname.includes(":") ? `[${hostname}]` : hostname;
}
