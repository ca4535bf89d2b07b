import type { AdapterPayload } from "oidc-provider";

/** An application that may use the simulator. */
export interface RegisteredClient {
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  /** `none`: a public client without a secret. */
  tokenEndpointAuthMethod: "client_secret_basic" | "client_secret_post" | "none";
  idTokenSignedResponseAlg: string;
  /** Where to send people who start at the provider (`initiate_login_uri`). */
  initiateLoginUri: string | null;
}

export const demoClient = { clientId: "gatehouse-demo", clientSecret: "demo-secret-for-the-simulator" };

/** The clients of one simulator: a predefined one, and those registered while it runs. */
export class ClientRegister {
  private readonly clients = new Map<string, RegisteredClient>();

  constructor() {
    this.put(demoClient);
  }

  /** Registers a client or changes one; absent values stay, or get their default. */
  put(given: Partial<RegisteredClient> & { clientId: string }): RegisteredClient {
    const before = this.clients.get(given.clientId);
    const client: RegisteredClient = {
      clientId: given.clientId,
      clientSecret: given.clientSecret ?? before?.clientSecret ?? "secret",
      redirectUris: given.redirectUris ?? before?.redirectUris ?? [],
      tokenEndpointAuthMethod:
        given.tokenEndpointAuthMethod ?? before?.tokenEndpointAuthMethod ?? "client_secret_basic",
      idTokenSignedResponseAlg: given.idTokenSignedResponseAlg ?? before?.idTokenSignedResponseAlg ?? "RS256",
      initiateLoginUri: given.initiateLoginUri ?? before?.initiateLoginUri ?? null,
    };
    this.clients.set(client.clientId, client);
    return client;
  }

  /** Adds one redirect URI, as an administrator pastes it. */
  addRedirectUri(clientId: string, uri: string): RegisteredClient {
    const before = this.clients.get(clientId)?.redirectUris ?? [];
    return this.put({ clientId, redirectUris: [...new Set([...before, uri])] });
  }

  get(clientId: string): RegisteredClient | undefined {
    return this.clients.get(clientId);
  }

  all(): RegisteredClient[] {
    return [...this.clients.values()];
  }

  /** The client in the form that `oidc-provider` needs. */
  payload(clientId: string): AdapterPayload | undefined {
    const client = this.clients.get(clientId);
    if (!client) return undefined;
    return {
      client_id: client.clientId,
      ...(client.tokenEndpointAuthMethod === "none" ? {} : { client_secret: client.clientSecret }),
      redirect_uris: client.redirectUris,
      // As an administrator would register them: the application's own page.
      post_logout_redirect_uris: [
        ...new Set(client.redirectUris.map((uri) => `${new URL(uri).origin}/logout`)),
      ],
      token_endpoint_auth_method: client.tokenEndpointAuthMethod,
      id_token_signed_response_alg: client.idTokenSignedResponseAlg as "RS256",
      ...logoutAddress(client.redirectUris),
      response_types: ["code"],
      grant_types: ["authorization_code"],
    };
  }
}

/** Applications that have an address for it are told of sign-outs, and get the name of the session here (`sid`). */
function logoutAddress(redirectUris: readonly string[]) {
  const callback = redirectUris.find((uri) => /\/api\/sso\/oidc\/[^/]+\/callback$/.test(uri));
  if (callback === undefined) return {};
  return {
    backchannel_logout_uri: callback.replace(/callback$/, "backchannel-logout"),
    backchannel_logout_session_required: true,
  };
}
