import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";

/** What Node publishes before a server handles a request. */
interface RequestStart {
  request: IncomingMessage;
  response: ServerResponse;
  server: Server;
}

/** The HTTP servers of this process that have had a request. Next makes its own and hands it to nobody. */
export interface HttpServers {
  /** From now on every answer ends its connection, so that a proxy keeps none that would be closed under its hands. */
  closeIdleConnections(): void;
  /** Takes no more requests and waits for those that run, at most so long. */
  close(patienceMs: number): Promise<void>;
}

/**
 * Begins to watch. `onRequest` may change a request before anybody has seen it; `first` may answer it in the place of
 * whoever does so otherwise, and then says true.
 */
export function watchHttpServers(
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
  first: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
): HttpServers {
  const servers = new Set<Server>();
  let draining = false;
  subscribe("http.server.request.start", (message) => {
    const { request, response, server } = message as RequestStart;
    if (!servers.has(server)) standBefore(server, first);
    servers.add(server);
    if (draining) response.shouldKeepAlive = false;
    onRequest(request, response);
  });
  return {
    closeIdleConnections() {
      draining = true;
    },
    async close(patienceMs) {
      await Promise.all([...servers].map((server) => closed(server, patienceMs)));
    },
  };
}

/** Puts `first` before those who answer a server's requests: what it does not take is theirs, as ever. */
function standBefore(
  server: Server,
  first: (request: IncomingMessage, response: ServerResponse) => boolean,
): void {
  const others = server.listeners("request");
  server.removeAllListeners("request");
  // Node tells of a request before it asks the listeners, so that this counts for the first one too.
  server.on("request", (request, response) => {
    if (first(request, response)) return;
    for (const other of others) Reflect.apply(other, server, [request, response]);
  });
}

function closed(server: Server, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => server.closeAllConnections(), patienceMs);
    // Also called, with an error, where it was closed already.
    server.close(() => {
      clearTimeout(impatient);
      resolve();
    });
  });
}
