import type { Call } from "./flavours/flavour";

/** Where the application's directory is, and how the simulator proves who it is. */
export interface Target {
  baseUrl: string;
  /** A bearer token; empty if a client is used. */
  token: string;
  clientId: string;
  clientSecret: string;
}

/** A request that was made, for the simulator's log. */
export interface LoggedCall extends Call {
  at: Date;
  /** 0: nothing answered. */
  status: number;
  answer: unknown;
}

/** Sends calls to one target, and keeps the latest 200. */
export class Transport {
  readonly log: LoggedCall[] = [];
  #access: { token: string; until: number } | null = null;

  constructor(readonly target: Target) {}

  async send(call: Call, override: { token?: string } = {}): Promise<LoggedCall> {
    const { baseUrl } = this.target;
    let status = 0;
    let answer: unknown = null;
    try {
      const token = override.token ?? (await this.#bearer());
      const response = await fetch(`${baseUrl.replace(/\/+$/, "")}${call.path}`, {
        method: call.method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: "application/scim+json",
          ...(call.body ? { "content-type": "application/scim+json" } : {}),
        },
        ...(call.body ? { body: JSON.stringify(call.body) } : {}),
        signal: AbortSignal.timeout(30_000),
      });
      status = response.status;
      const text = await response.text();
      answer = text === "" ? null : JSON.parse(text);
    } catch (error) {
      answer = error instanceof Error ? error.message : String(error);
    }
    const logged = { ...call, at: new Date(), status, answer };
    this.log.unshift(logged);
    this.log.length = Math.min(this.log.length, 200);
    return logged;
  }

  /** The token, or one that the client's secret buys: the token endpoint is beside the API. */
  async #bearer(): Promise<string> {
    const { token, clientId, clientSecret, baseUrl } = this.target;
    if (clientSecret === "") return token;
    if (this.#access && this.#access.until > Date.now()) return this.#access.token;
    const response = await fetch(new URL("/oauth/token", baseUrl), {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` },
      body: new URLSearchParams({ grant_type: "client_credentials", scope: "scim" }),
      signal: AbortSignal.timeout(30_000),
    });
    const body = (await response.json()) as { access_token?: string; expires_in?: number; error?: string };
    if (!body.access_token) throw new Error(`the token endpoint answers ${response.status}: ${body.error}`);
    this.#access = { token: body.access_token, until: Date.now() + ((body.expires_in ?? 60) - 30) * 1000 };
    return body.access_token;
  }
}
