import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { authorize } from "./authorize";
import { html, isLoopback, json, readBody, redirect } from "./http";
import { identity, introspect } from "./identity";
import { homePage } from "./pages";
import { isQuirk, type Quirk } from "./quirks";
import { clientOf, token } from "./token";
import { type ToolClient, ToolState } from "./tool-state";

/** A running simulator of an OAuth 2 tool. */
export interface RunningTool {
  url: string;
  /** `host:port`, for the application's allow list. */
  host: string;
  /** Method and path of the requests, in order. */
  requests: string[];
  /** Adds a client, or redirect URIs to one. */
  register(client: ToolClient): void;
  stand(quirk: Quirk | null): void;
  /** Revokes a person's consent, as in the tool's own settings. */
  endGrantsOf(personId: string): void;
  /** Whether a token is one that works. */
  isLive(token: string): boolean;
  close(): Promise<void>;
}

/** Starts the tool simulator; `port` 0: any free one. It listens on the loopback address only. */
export async function startTool(options: { port?: number } = {}): Promise<RunningTool> {
  const requests: string[] = [];
  let state = new ToolState("");
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", state.url);
    requests.push(`${request.method} ${url.pathname}`);
    handle(request, response, state, url).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  // The caller closes the connection: closing it here would break calls in progress.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  state = new ToolState(`http://${host}`);
  return {
    url: state.url,
    host,
    requests,
    register: (client) => {
      const before = state.clients.get(client.clientId)?.redirectUris ?? [];
      state.clients.set(client.clientId, { ...client, redirectUris: [...before, ...client.redirectUris] });
    },
    stand: (quirk) => {
      state.standing = quirk;
    },
    endGrantsOf: (personId) => state.endGrantsOf(personId),
    isLive: (text) => state.access.has(text) || state.refresh.has(text),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, state: ToolState, url: URL) {
  switch (`${request.method} ${url.pathname}`) {
    case "GET /":
      return html(response, homePage(state, url.searchParams.get("message")));
    case "GET /authorize":
    case "POST /authorize":
      return authorize(request, response, state, url);
    case "POST /token":
      return token(request, response, state);
    case "GET /me":
    case "GET /me/emails":
    case "GET /me/accounts":
      return identity(request, response, state, url.pathname);
    case "POST /introspect":
      return introspect(request, response, state);
    case "POST /revoke": {
      const { values } = await readBody(request);
      if (!clientOf(request, values, state)) return json(response, 401, { error: "invalid_client" });
      state.revoke(values.get("token") ?? "");
      return json(response, 200, {});
    }
    case "POST /clients":
      return addRedirectUri(request, response, state);
    case "POST /quirks": {
      const { form, values } = await readBody(request);
      const input = values.get("quirk");
      state.standing = isQuirk(input) ? input : null;
      if (form) return back(response, state.standing ? "The quirk is set." : "No standing quirk.");
      return json(response, 200, { quirk: state.standing });
    }
    case "POST /grants/end": {
      const { values } = await readBody(request);
      state.endGrantsOf(values.get("person") ?? "");
      return back(response, "What this person allowed has ended.");
    }
    default:
      return json(response, 404, { error: "not_found" });
  }
}

async function addRedirectUri(request: IncomingMessage, response: ServerResponse, state: ToolState) {
  const { form, values } = await readBody(request);
  const clientId = (values.get("clientId") ?? "").trim();
  const uris = [...values.getAll("redirectUri"), ...values.getAll("redirectUris")].map((uri) => uri.trim());
  if (clientId === "" || !uris.every(isLoopback))
    return json(response, 400, { error: "a client ID and redirect URLs on this machine are needed" });
  const before = state.clients.get(clientId);
  state.clients.set(clientId, {
    clientId,
    clientSecret: values.get("clientSecret") || before?.clientSecret || "secret",
    redirectUris: [...new Set([...(before?.redirectUris ?? []), ...uris])],
  });
  if (form) return back(response, "The redirect URL was added.");
  return json(response, 201, { clientId });
}

function back(response: ServerResponse, message: string) {
  redirect(response, `/?message=${encodeURIComponent(message)}`);
}
