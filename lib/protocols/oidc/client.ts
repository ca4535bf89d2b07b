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
  const { provider, settings, outbound, clock, signal } = input;
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
  const conversation: Conversation = { config, last: null };
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
    const captured: Captured = {
      failure: null,
      status: 0,
      headers: new Headers(),
      text: "",
      receivedAt: clock(),
    };
    conversation.last = captured;
    try {
      const body = options.body instanceof URLSearchParams ? options.body : null;
      const { method, headers } = options;
      const response = await outbound.fetch(url, { method, headers, body, signal, redirects: "return" });
      captured.status = response.status;
      captured.headers = response.headers;
      captured.text = await response.text();
      captured.receivedAt = clock();
      if (url === provider.tokenEndpoint && response.status === 200) return essentials(captured);
      return new Response(captured.text || null, { status: response.status, headers: response.headers });
    } catch (error) {
      captured.failure = error;
      throw error;
    }
  };
  return conversation;
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
        // RFC 6749 §2.3.1: both are form-encoded first, or a colon or a percent sign in them would change their meaning.
        const credentials = `${formEncode(client.client_id)}:${formEncode(secret)}`;
        headers.set("authorization", `Basic ${Buffer.from(credentials, "ascii").toString("base64")}`);
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

/**
 * `application/x-www-form-urlencoded`, to the letter: dots and dashes, frequent in client IDs, stay, so that
 * providers which forget to decode understand them too.
 */
function formEncode(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}
