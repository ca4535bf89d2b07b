import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A real server on a free port of this machine, for tests. */
export interface LocalServer {
  url: string;
  /** `127.0.0.1:port`, in the allow list's notation. */
  host: string;
  port: number;
  /** The requested paths, in order. */
  asked: string[];
  close(): Promise<void>;
}

/** Starts a server on 127.0.0.1 that answers with `listener`. */
export async function startLocalServer(listener: RequestListener): Promise<LocalServer> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? "");
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
