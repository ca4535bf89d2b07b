import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Server as NetServer } from "node:net";
import { withRequestId } from "@/lib/infra/log/request-id";
import { SettingsError } from "@/lib/server/process/settings-error";
import { identifyRequest } from "./identify-request";
import { refuseRequestLine } from "./request-line";
import { settleUnreadBody } from "./unread-bodies";

/** Answers one request; what it throws is a bug of ours. */
export type Answerer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** The one HTTP server of this process. */
export interface HttpServer {
  server: Server;
  /** Throws `SettingsError` if it cannot listen there. Without a host name: on every address of the machine. */
  listen(port: number, hostname?: string): Promise<void>;
  /** From now on every response ends its connection, so that a proxy keeps none that is about to be closed. */
  startDraining(): void;
  /** Accepts no more requests and waits for running ones, but no longer than that. */
  close(patienceMs: number): Promise<void>;
}

const timeouts = {
  /** A client that has not sent a complete head by then, */
  headersTimeout: 20_000,
  /** or a whole body of at most 2 MB, gets 408. */
  requestTimeout: 120_000,
  /** The precision of the two. */
  connectionsCheckingInterval: 5_000,
  /** Longer than proxies keep an idle connection (nginx and most balancers: 60 s), so that they close it, not we. */
  keepAliveTimeout: 65_000,
};

/**
 * Creates the server, which does not listen yet. Node answers invalid HTTP (400, 408, 431), `refuseRequestLine` a few
 * more; everything else goes to `answer`. A body that it leaves unread makes nobody else wait.
 */
export function makeHttpServer(
  site: {
    appUrl: string;
    /** Writes it to the log, and returns the reference under which it is found there. */
    onError(error: unknown, method: string | undefined): string;
  },
  answer: Answerer,
): HttpServer {
  let draining = false;
  let idleMayClose = false;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (draining) response.setHeader("Connection", "close");
    // A connection whose response was started before that would be awaited until it times out.
    response.once("close", () => idleMayClose && setImmediate(() => server.closeIdleConnections()));
    settleUnreadBody(request, response);
    if (refuseRequestLine(site.appUrl, request, response)) return;
    try {
      await answer(request, response);
    } catch (error) {
      const reference = site.onError(error, request.method);
      if (response.headersSent) response.destroy();
      else
        response
          .writeHead(500, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" })
          .end(`This failed. Reference: ${reference}\n`);
    }
  };
  const server = createServer(timeouts, (request, response) =>
    withRequestId(identifyRequest(request, response), () => handle(request, response)),
  );
  return {
    server,
    listen: (port, hostname) => listening(server, port, hostname),
    startDraining() {
      draining = true;
    },
    close(patienceMs) {
      return closed(server, patienceMs, () => {
        idleMayClose = true;
      });
    },
  };
}

function listening(server: Server, port: number, hostname: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(whyNotListening(error, port, hostname));
    server.once("error", failed);
    server.listen(port, hostname, () => {
      server.off("error", failed);
      resolve();
    });
  });
}

function whyNotListening(error: NodeJS.ErrnoException, port: number, hostname: string | undefined): Error {
  if (error.code === "EADDRINUSE")
    return new SettingsError("PORT", `is ${port}, where another program is listening`, "a free port");
  if (error.code === "EACCES")
    return new SettingsError("PORT", `is ${port}, which this user may not use`, "a port from 1024 up");
  return new SettingsError(
    "--hostname",
    `is ${JSON.stringify(hostname ?? "")} (${error.code})`,
    "an address of this machine",
  );
}

/** How long idle connections stay open once nothing is listening: a proxy may be sending on one at this moment. */
const lastRequestsMs = 500;

function closed(server: Server, patienceMs: number, onIdleMayClose: () => void): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => {
      server.closeAllConnections();
      // A WebSocket is no longer the server's and would be awaited.
      resolve();
    }, patienceMs);
    const lastRequests = setTimeout(
      () => {
        onIdleMayClose();
        server.closeIdleConnections();
      },
      Math.min(lastRequestsMs, patienceMs),
    );
    // HTTP's own `close` ends idle connections at once. Also called, with an error, if it was closed already.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(impatient);
      clearTimeout(lastRequests);
      resolve();
    });
  });
}
