import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type Provider from "oidc-provider";
import { typedPerson } from "../people";
import { demoClient, type RegisteredClient } from "./client-register";
import { layFaults } from "./fault-layer";
import { type DiscoveryFault, type Fault, isDiscoveryFault, isFault } from "./faults";
import { answerFaulty } from "./faulty-discovery";
import { homePage } from "./home-page";
import { KeyRing } from "./key-ring";
import { makeProvider, type SignInResult } from "./provider";
import { signInPage } from "./sign-in-page";
import { type SentSignal, type SignalToken, sendSignal, signalKinds, signSignal } from "./signals";
import { SimulatorState } from "./simulator-state";

export interface OpenIdProviderOptions {
  /** 0: any free one. */
  port?: number;
  /** The name in the issuer; the server itself listens on the loopback address only. */
  hostname?: string;
  /** Without: a provider that has no userinfo endpoint. */
  userinfo?: boolean;
  /** Redirect URIs of the demo client from the start. */
  redirectUris?: readonly string[];
}

/** A running simulator. */
export interface RunningOpenIdProvider {
  /** Also its issuer. */
  url: string;
  /** `host:port`, for the application's allow list. */
  host: string;
  /** The requested paths, in order. */
  requests: string[];
  /** How clients authenticated at the token endpoint, in order. */
  clientAuthentications: string[];
  register(client: Partial<RegisteredClient> & { clientId: string }): RegisteredClient;
  /** The same as `POST /faults`. */
  stand(fault: Fault | DiscoveryFault | null): void;
  /** Changes the document from now on; without an argument, restores it. */
  changeDocument(changes?: Readonly<Record<string, unknown>>): void;
  /** A token about somebody's session, as the provider would send it. */
  signSignal(signal: SignalToken): Promise<string>;
  rotateKeys(options?: { withdraw: boolean }): Promise<void>;
  resetKeys(): void;
  close(): Promise<void>;
}

/** Starts the OpenID simulator. */
export async function startOpenIdProvider(
  options: OpenIdProviderOptions = {},
): Promise<RunningOpenIdProvider> {
  const keys = await KeyRing.make();
  const requests: string[] = [];
  let handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> = async () => undefined;
  const server = createServer((request, response) => {
    requests.push((request.url ?? "").split("?")[0] ?? "");
    handle(request, response).catch((error: unknown) => {
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
  const host = `${options.hostname ?? "localhost"}:${(server.address() as AddressInfo).port}`;
  const state = new SimulatorState(`http://${host}`, keys);
  for (const uri of options.redirectUris ?? []) state.clients.addRedirectUri("gatehouse-demo", uri);
  const provider = makeProvider(state, { userinfo: options.userinfo ?? true });
  layFaults(provider, state);
  const callback = provider.callback();
  handle = async (request, response) => {
    if (await own(request, response, state, provider)) return;
    await callback(request, response);
  };
  return {
    url: state.url,
    host,
    requests,
    clientAuthentications: state.clientAuthentications,
    register: (client) => state.clients.put(client),
    stand: (fault) => state.stand(fault),
    changeDocument: (changes = {}) => {
      state.documentChanges = changes;
    },
    signSignal: (signal) => signSignal(keys, state.url, signal),
    rotateKeys: (how = { withdraw: false }) => keys.rotate(how),
    resetKeys: () => keys.reset(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const wellKnown = "/.well-known/openid-configuration";

/** Answers the simulator's own addresses. `false`: the address belongs to the protocol. */
async function own(
  request: IncomingMessage,
  response: ServerResponse,
  state: SimulatorState,
  provider: Provider,
): Promise<boolean> {
  const url = new URL(request.url ?? "/", state.url);
  const route = `${request.method} ${url.pathname}`;
  const [, area, name] = url.pathname.split("/");
  if (area === "authorize") forgetSession(request);
  if (area === "interaction" && name) return signIn(request, response, state, provider);
  // As with user flows of Azure AD B2C: the document of a policy names the issuer of all of them.
  if (area === "policies" && url.pathname.endsWith(wellKnown)) request.url = wellKnown;
  else if (url.pathname.endsWith(wellKnown)) {
    const fault = area === "faulty" ? name : state.standingDiscovery;
    if (!isDiscoveryFault(fault)) return false;
    answerFaulty(response, fault, state.url, area === "faulty" ? `${state.url}/faulty/${fault}` : state.url);
    return true;
  }
  switch (route) {
    case "GET /":
      html(response, homePage(state, url.searchParams.get("message")));
      return true;
    case "GET /foreign-keys":
      json(response, 200, { keys: [state.keys.foreign.publicJwk] });
      return true;
    case "POST /clients":
      await register(request, response, state);
      return true;
    case "POST /faults": {
      const { form, values } = await readBody(request);
      state.stand(values.fault);
      if (form) back(response, state.standing ? "The fault is set." : "No standing fault.");
      else json(response, 200, { fault: state.standing ?? state.standingDiscovery });
      return true;
    }
    case "POST /keys/rotate": {
      const { form } = await readBody(request);
      await state.keys.rotate({ withdraw: true });
      if (form) back(response, "The signing key was changed.");
      else json(response, 200, { keys: state.keys.published().map((key) => key.kid) });
      return true;
    }
    case "POST /initiate": {
      const { values } = await readBody(request);
      const target = text(values.uri);
      if (!isLoopback(target)) return problem(response, "The address must be on this machine.");
      const start = new URL(target);
      start.searchParams.set("iss", state.url);
      if (text(values.loginHint)) start.searchParams.set("login_hint", text(values.loginHint));
      if (text(values.target)) start.searchParams.set("target_link_uri", text(values.target));
      response.writeHead(303, { location: start.href }).end();
      return true;
    }
    case "POST /signals": {
      const { form, values } = await readBody(request);
      const [to, kind] = [text(values.to).trim(), text(values.kind)];
      const known = Object.keys(signalKinds).find((one): one is SentSignal => one === kind);
      if (!isLoopback(to) || !known)
        return problem(response, "A kind and an address on this machine are needed.");
      const person = text(values.person);
      const clientId = text(values.clientId) || demoClient.clientId;
      const status = await sendSignal(state.keys, state.url, { kind: known, to, person, clientId });
      if (form) back(response, `The application answered ${status}.`);
      else json(response, 200, { status });
      return true;
    }
    default:
      return false;
  }
}

/** Every sign-in asks for the person: people and tests want to be somebody else each time. */
function forgetSession(request: IncomingMessage): void {
  const cookies = (request.headers.cookie ?? "").split(/; */);
  request.headers.cookie = cookies.filter((cookie) => !/^_session(\.|=)/.test(cookie)).join("; ");
}

async function signIn(
  request: IncomingMessage,
  response: ServerResponse,
  state: SimulatorState,
  provider: Provider,
): Promise<true> {
  const details = await provider.interactionDetails(request, response).catch(() => null);
  if (!details)
    return problem(response, "This sign-in has expired or was finished. Start again in the application.");
  const { person: asked, fault: requested, login_hint: hint, client_id: clientId } = details.params;
  const finish = (accountId: string, fault: unknown) => {
    const result: SignInResult = { login: { accountId }, fault: isFault(fault) ? fault : null };
    return provider.interactionFinished(request, response, { ...result }, { mergeWithLastSubmission: false });
  };
  if (request.method !== "POST") {
    const known = typeof asked === "string" ? state.person(asked) : undefined;
    if (known) await finish(known.id, requested);
    else {
      const fault = isFault(requested) ? requested : null;
      const action = new URL(request.url ?? "/", state.url).pathname;
      html(response, signInPage({ action, clientId: text(clientId), hint: text(hint) || null, fault }));
    }
    return true;
  }
  const { values } = await readBody(request);
  if (values.person === "nobody") {
    const error = { error: "access_denied", error_description: "the person went back" };
    await provider.interactionFinished(request, response, error, { mergeWithLastSubmission: false });
    return true;
  }
  const typed = {
    email: text(values.email),
    givenName: text(values.givenName),
    familyName: text(values.familyName),
    groups: text(values.groups),
  };
  const picked =
    values.person === "typed" ? state.remember(typedPerson(typed)) : state.person(text(values.person));
  if (!picked) return problem(response, "Nobody of that name is known here.");
  await finish(picked.id, values.fault);
  return true;
}

async function register(
  request: IncomingMessage,
  response: ServerResponse,
  state: SimulatorState,
): Promise<void> {
  const { form, values } = await readBody(request);
  const uris = form
    ? [text(values.redirectUri)]
    : Array.isArray(values.redirectUris)
      ? values.redirectUris.map(text)
      : [];
  const clientId = text(values.clientId).trim();
  if (clientId === "" || !uris.every(isLoopback)) {
    problem(response, "A client ID and redirect URIs on this machine are needed.");
    return;
  }
  if (form) {
    for (const uri of uris) state.clients.addRedirectUri(clientId, uri.trim());
    return back(response, "The redirect URI was added.");
  }
  const methods = ["client_secret_post", "none"] as const;
  const method = methods.find((one) => one === values.tokenEndpointAuthMethod);
  const client = state.clients.put({
    clientId,
    redirectUris: uris,
    clientSecret: text(values.clientSecret) || undefined,
    tokenEndpointAuthMethod: method,
    idTokenSignedResponseAlg: text(values.idTokenSignedResponseAlg) || undefined,
  });
  json(response, 201, client);
}

/** The simulator answers programs of this machine only, so that it cannot be used to send people elsewhere. */
function isLoopback(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { hostname, protocol } = new URL(uri);
  const local = hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]";
  return /^https?:$/.test(protocol) && (local || /^127\.\d+\.\d+\.\d+$/.test(hostname));
}

async function readBody(
  request: IncomingMessage,
): Promise<{ form: boolean; values: Record<string, unknown> }> {
  let body = "";
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > 65_536) throw new Error("the body is too large");
  }
  if ((request.headers["content-type"] ?? "").includes("json")) {
    const values: unknown = JSON.parse(body || "{}");
    return { form: false, values: typeof values === "object" && values !== null ? { ...values } : {} };
  }
  return { form: true, values: Object.fromEntries(new URLSearchParams(body)) };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function html(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(body);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function back(response: ServerResponse, message: string): void {
  response.writeHead(303, { location: `/?message=${encodeURIComponent(message)}` }).end();
}

function problem(response: ServerResponse, message: string): true {
  json(response, 400, { error: message });
  return true;
}
