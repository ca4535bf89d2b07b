import * as openid from "openid-client";
import type { TokenEndpointAuthMethod } from "@/lib/model/connections/choices";
import type { OidcSettings, ProviderMetadata } from "@/lib/ports/oidc";
import type { Outbound } from "@/lib/ports/safe-fetch";
import { acceptedAlgorithms } from "./algorithms";
import { clockToleranceSeconds } from "./id-token-claims";
import { jsonObject } from "./provider-calls";
import type { KeySet } from "./signing-keys";

/** One answer of the provider, as it came. */
export interface Captured {
  /** The error that ended the call, if there was no answer. */
  failure: unknown;
  status: number;
  headers: Headers;
  text: string;
  /** By this side's clock. */
  receivedAt: Date;
}

/** One conversation with a provider through `openid-client`. */
export interface Conversation {
  config: openid.Configuration;
  /** The last answer of an endpoint other than the key set. */
  last: Captured | null;
  /** The client showed itself once more, by a Basic header. */
  triedBasic: boolean;
}

export interface ConversationInput {
  provider: ProviderMetadata;
  settings: OidcSettings;
  outbound: Outbound;
  /** The time, which advances while the provider is called. */
  clock: () => Date;
  signal: AbortSignal;
  /** The keys that our own check of the signature used. */
  keys: (tokenAnswer: Captured | null) => Promise<KeySet>;
  /** The tokens obtained before: the code is not traded again. */
  tokenAnswer?: Captured | null;
}

/**
 * The tolerance of `openid-client` beyond our own. It counts whole seconds, and checks later than we do: up to the
 * whole time that an answer may take. Without a margin it would refuse tokens at the limit that our check, which is
 * exact and can explain a time error, accepts.
 */
const secondOpinionMarginSeconds = 20;

/**
 * Sets `openid-client` up: our outgoing client instead of its own, our clock, our algorithms, signature checks on. It
 * checks every answer a second time by its own rules; both must agree.
 */
export function converse(input: ConversationInput): Conversation {
  const { provider, settings, clock } = input;
  const metadata: openid.ServerMetadata = {
    issuer: provider.issuer,
    authorization_endpoint: provider.authorizationEndpoint,
    token_endpoint: provider.tokenEndpoint,
    jwks_uri: provider.jwksUri,
    ...(provider.userinfoEndpoint ? { userinfo_endpoint: provider.userinfoEndpoint } : {}),
    authorization_response_iss_parameter_supported: provider.namesItselfInAnswers,
    id_token_signing_alg_values_supported: provider.idTokenAlgorithms,
    userinfo_signing_alg_values_supported: [...acceptedAlgorithms],
  };
  const config = new openid.Configuration(
    metadata,
    settings.clientId,
    {
      [openid.clockTolerance]: clockToleranceSeconds + secondOpinionMarginSeconds,
      [openid.clockSkew]: Math.round((clock().getTime() - Date.now()) / 1000),
    },
    clientAuthentication(authMethod(settings, provider), settings.clientSecret),
  );
  const conversation: Conversation = { config, last: null, triedBasic: false };
  openid.enableNonRepudiationChecks(config);
  // `outbound` enforces https; it has the exceptions that an operator allowed.
  openid.allowInsecureRequests(config);
  config[openid.customFetch] = async (url, options) => {
    if (url === provider.jwksUri) {
      // The same keys that our own check used, so that both use one key set, fetched once.
      return Response.json({ keys: await input.keys(conversation.last) });
    }
    if (url === provider.tokenEndpoint && input.tokenAnswer) {
      conversation.last = input.tokenAnswer;
      return essentials(input.tokenAnswer);
    }
    const { method, headers } = options;
    const body = options.body instanceof URLSearchParams ? options.body : null;
    let answer = await call(conversation, input, url, { method, headers, body });
    if (url === provider.tokenEndpoint && body && mayTryBasic(settings, provider) && refusesClient(answer)) {
      conversation.triedBasic = true;
      answer = await call(conversation, input, url, { method, ...asBasic(settings, headers, body) });
    }
    if (url === provider.tokenEndpoint && answer.status === 200) return essentials(answer);
    return new Response(answer.text || null, { status: answer.status, headers: answer.headers });
  };
  return conversation;
}

interface Call {
  method: string;
  headers: Record<string, string>;
  body: URLSearchParams | null;
}

async function call(
  conversation: Conversation,
  { outbound, clock, signal }: ConversationInput,
  url: string,
  request: Call,
): Promise<Captured> {
  const captured: Captured = {
    failure: null,
    status: 0,
    headers: new Headers(),
    text: "",
    receivedAt: clock(),
  };
  conversation.last = captured;
  try {
    const response = await outbound.fetch(url, { ...request, signal, redirects: "return" });
    captured.status = response.status;
    captured.headers = response.headers;
    captured.text = await response.text();
    captured.receivedAt = clock();
    return captured;
  } catch (error) {
    captured.failure = error;
    throw error;
  }
}

/**
 * The document says how a provider takes a client's secret, not how it takes this client's: it may be registered for the
 * header alone. So where the form was our own choice, a refused client shows itself once more by the header. A client that was
 * refused has not used its code up (RFC 6749 §5.2: the client is looked at first).
 */
function mayTryBasic(settings: OidcSettings, provider: ProviderMetadata): boolean {
  return (
    !settings.tokenEndpointAuthMethod &&
    authMethod(settings, provider) === "client_secret_post" &&
    provider.tokenEndpointAuthMethods.includes("client_secret_basic")
  );
}

const refusesClient = ({ status, text }: Captured): boolean =>
  status === 401 || (status === 400 && jsonObject(text)?.error === "invalid_client");

function asBasic(settings: OidcSettings, before: Record<string, string>, form: URLSearchParams) {
  const headers = new Headers(before);
  const body = new URLSearchParams(form);
  for (const name of ["client_id", "client_secret"]) body.delete(name);
  headers.set("authorization", basic(settings.clientId, settings.clientSecret));
  return { headers: Object.fromEntries(headers), body };
}

/**
 * Keeps the fields of a token answer that are used (RFC 6749 §5.1). Real providers send `expires_in: null`, a list of
 * scopes or an empty refresh token beside good tokens: unused fields must not end a sign-in.
 */
function essentials({ text, headers }: Captured): Response {
  const body = jsonObject(text);
  const used = body && {
    access_token: body.access_token,
    token_type: body.token_type,
    id_token: body.id_token,
  };
  const contentType = headers.get("content-type");
  return new Response(used ? JSON.stringify(used) : text || null, {
    status: 200,
    headers: contentType ? { "content-type": contentType } : {},
  });
}

/**
 * How the client authenticates: as configured, else as the provider offers. RFC 6749 §2.3.1 has ID and secret
 * form-encoded before they become a Basic header, but many providers do not decode them: if that would change them,
 * the form is safer.
 */
export function authMethod(settings: OidcSettings, provider: ProviderMetadata): TokenEndpointAuthMethod {
  const offered = provider.tokenEndpointAuthMethods;
  const changes = [settings.clientId, settings.clientSecret].some((text) => formEncode(text) !== text);
  const automatic = changes && offered.includes("client_secret_post") ? "client_secret_post" : offered[0];
  return settings.tokenEndpointAuthMethod ?? automatic ?? "client_secret_basic";
}

/** How the client authenticated, for people; never the secret. */
export function clientInWords(settings: OidcSettings, provider: ProviderMetadata): string {
  const method = authMethod(settings, provider);
  return method === "none"
    ? `client ID ${settings.clientId} without a secret (public client)`
    : `client ID ${settings.clientId} and its secret, by ${method}`;
}

function clientAuthentication(method: TokenEndpointAuthMethod, secret: string): openid.ClientAuth {
  switch (method) {
    case "client_secret_basic":
      return (_server, client, _body, headers) => {
        headers.set("authorization", basic(client.client_id, secret));
      };
    case "client_secret_post":
      return (_server, client, body) => {
        body.set("client_id", client.client_id);
        body.set("client_secret", secret);
      };
    case "none":
      return (_server, client, body) => {
        body.set("client_id", client.client_id);
      };
  }
}

/** RFC 6749 §2.3.1: both are form-encoded first, or a colon or a percent sign in them would change their meaning. */
function basic(clientId: string, secret: string): string {
  const credentials = `${formEncode(clientId)}:${formEncode(secret)}`;
  return `Basic ${Buffer.from(credentials, "ascii").toString("base64")}`;
}

/**
 * `application/x-www-form-urlencoded`, to the letter: dots and dashes, frequent in client IDs, stay, so that
 * providers which forget to decode understand them too.
 */
function formEncode(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}
