import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as client from "openid-client";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { createApplication } from "@/lib/features/applications/manage-applications";
import { openSession } from "@/lib/features/sessions/open-session";
import type { Actor } from "@/lib/model/audit/audit";
import type { SessionSpace } from "@/lib/model/sign-in/session";
import type { Dependencies } from "@/lib/ports/dependencies";
import { createApplicationBody } from "@/lib/schemas/application";
import { authSecret } from "@/lib/server/auth/auth-secret";
import { sessionCookieName } from "@/lib/server/auth/cookies";
import { sealSessionToken } from "@/lib/server/auth/session-token";
import { serve } from "@/lib/server/testing/browser";
import { providerServer } from "../provider-server";

export const callback = "https://notes.example/callback";
export const operator: Actor = { kind: "operator", id: null, name: "Olga", address: null };

/** A running provider on a test database, with a clock that can be moved. */
export interface ProviderLab {
  deps: Dependencies & { outbound: { fetch: typeof noFetch; check(): null } };
  database: TestDatabase;
  appUrl: string;
  forward(seconds: number): void;
  close(): Promise<void>;
}

const noFetch = async (): Promise<Response> => {
  throw new Error("nothing is called in this test");
};

/** A running provider on a test's own dependencies, at an address of its own. */
export async function startProvider<Deps extends Dependencies>(base: Deps, database: TestDatabase) {
  let answer: ReturnType<typeof providerServer> | null = null;
  const server: Server = createServer((request, response) => {
    if (!answer?.(request, response)) response.writeHead(404).end("next");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const appUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const deps = { ...base, appUrl, outbound: { fetch: noFetch, check: () => null } };
  serve(deps, database);
  answer = providerServer(deps);
  const close = async () => {
    server.closeAllConnections();
    server.close();
  };
  return { deps, database, appUrl, close };
}

export async function openProviderLab(): Promise<ProviderLab & { logged: unknown[] }> {
  const database = await openTestDatabase();
  let offset = 0;
  const logged: unknown[] = [];
  const now = () => new Date(Date.now() + offset);
  const base = {
    ...testDependencies(database, { now, forward: () => undefined }),
    log: {
      info: (...line: unknown[]) => void logged.push(line),
      warn: (...line: unknown[]) => void logged.push(line),
      error(message: string, fields?: object) {
        logged.push([message, fields]);
        console.error(message, fields);
      },
    },
  };
  const provider = await startProvider(base, database);
  return {
    ...provider,
    logged,
    forward(seconds) {
      offset += seconds * 1000;
    },
    async close() {
      await provider.close();
      await database.close();
    },
  };
}

/** An application, with an independent library that acts for it. */
export async function anApplication({ deps, appUrl }: ProviderLab, change: object = {}) {
  const body = createApplicationBody.parse({ name: "Notes", redirectUris: [callback], ...change });
  const made = await createApplication(deps, operator, body);
  if (!made.ok) throw new Error(made.problem.message);
  const { id, clientSecret } = made.value;
  const authentication = clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret);
  return { id, clientSecret, config: await configure(appUrl, id, authentication) };
}

export function configure(appUrl: string, id: string, authentication: client.ClientAuth) {
  return client.discovery(new URL(appUrl), id, {}, authentication, {
    execute: [client.allowInsecureRequests],
  });
}

/** A browser without a screen: keeps cookies, follows nothing by itself. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly lab: ProviderLab) {}

  /** Signs in to Gatehouse as its own sign-in would. */
  async signIn(userId: string, ...spaces: SessionSpace[]): Promise<string> {
    const { deps } = this.lab;
    const previous = this.sessionId;
    const opened = await openSession(deps, {
      userId,
      spaces,
      address: null,
      userAgent: null,
      previousSessionId: previous,
    });
    await this.carry(opened.sessionId);
    return opened.sessionId;
  }

  /** Takes the cookie of a session that was opened elsewhere. */
  async carry(sessionId: string): Promise<void> {
    const { deps, appUrl } = this.lab;
    this.sessionId = sessionId;
    const expiresAt = new Date(deps.now().getTime() + 12 * 3_600_000);
    const value = await sealSessionToken({ sid: sessionId }, authSecret(), expiresAt, deps.now());
    this.cookies.set(sessionCookieName(appUrl), value);
  }
  sessionId: string | null = null;

  async open(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(new URL(url, this.lab.appUrl), {
      ...init,
      redirect: "manual",
      headers: { ...init.headers, ...(cookie ? { cookie } : {}) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", ...value] = (line.split(";")[0] ?? "").split("=");
      if (value.join("=") === "" || /expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value.join("="));
    }
    return response;
  }

  /** Follows redirects within the provider; returns the first address elsewhere, or the page it ends on. */
  async follow(url: string | URL): Promise<URL | Response> {
    let at = new URL(url, this.lab.appUrl);
    for (let step = 0; step < 8; step += 1) {
      const response = await this.open(at);
      const to = response.headers.get("location");
      if (!to) return response;
      at = new URL(to, at);
      if (at.origin !== this.lab.appUrl || !at.pathname.startsWith("/oauth/")) return at;
    }
    throw new Error("redirects without an end");
  }
}

/** A space's current admission by password. */
export function byPassword({ deps }: ProviderLab, spaceId: string): SessionSpace {
  return { spaceId, way: "password", connectionId: null, providerSession: null, admittedAt: deps.now() };
}

/** A request to sign in, as openid-client writes it. */
export async function aRequest(config: client.Configuration, change: Record<string, string> = {}) {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: "openid email profile organization groups",
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
    ...change,
  });
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  return { url, checks };
}

/** Signs in to the application with a browser that is signed in to Gatehouse. */
export async function signInTo(
  browser: Browser,
  config: client.Configuration,
  change: Record<string, string> = {},
) {
  const { url, checks } = await aRequest(config, change);
  const back = await browser.follow(url);
  if (!(back instanceof URL) || !back.searchParams.has("code"))
    throw new Error(back instanceof URL ? back.href : `${back.status} ${await back.text()}`);
  return { back, checks, tokens: () => client.authorizationCodeGrant(config, back, checks) };
}
