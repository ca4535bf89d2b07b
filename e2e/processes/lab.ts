import { randomBytes } from "node:crypto";
import pg from "pg";
import { createIntegrationToken } from "@/lib/features/tokens/create-token";
import type { Space } from "@/lib/model/spaces/space";
import { tokenScopes } from "@/lib/model/tokens/token";
import { type AppDependencies, closeDependencies, dependencies } from "@/lib/server/process/dependencies";
import { seedSpace } from "@/scripts/seed";
import { type RunningOpenIdProvider, startOpenIdProvider } from "../idp/openid/server";
import { type RunningSamlProvider, startSamlProvider } from "../idp/saml/server";
import type { ApiAnswer } from "../support/api";
import { BrowserLike } from "../support/browser-like";
import { type Receiver, startReceiver } from "../support/receiver";
import { administrator } from "../support/spaces";
import { type Front, startFront } from "./front";
import { freePort, type RunningProcess, startProcess } from "./process";

export const slug = "twin";
const key = (name: string) => `${name}:${randomBytes(32).toString("base64")}`;
const [older, newer] = [key("older"), key("newer")];

/** The key ring before, during and after the rotation: the current one is first. */
export const rings = { before: `${older},${newer}`, turned: `${newer},${older}`, after: newer } as const;

/** Two processes on one database behind a proxy, a provider, and a webhook receiver. */
export interface Lab {
  front: Front;
  processes: RunningProcess[];
  saml: RunningSamlProvider;
  openId: RunningOpenIdProvider;
  receiver: Receiver;
  /** The environment of a process or the command line. */
  settings: Record<string, string>;
  space: Space;
  deps: AppDependencies;
  /** The reference and id of the space's connection. */
  connection: { id: string; path: string; loginPath: string };
  /** API v1 of the space through one process. */
  api(
    process: number,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<ApiAnswer & { headers: Headers }>;
  /** A new token for it: activation has ended the existing ones. */
  newToken(): Promise<void>;
  /** Connects the provider; the connection has passed no test yet. */
  connect(): Promise<void>;
  browser(): BrowserLike;
  /** Restarts a process that has ended. */
  restart(process: number, change?: Record<string, string>): Promise<RunningProcess>;
  stop(): Promise<void>;
}

/**
 * Starts everything on an empty database. The processes reach it at another port of this machine if one is given, the
 * lab itself directly.
 */
export async function startLab(
  options: { databaseAt?: number; settings?: Record<string, string> } = {},
): Promise<Lab> {
  const databaseUrl = await emptyDatabase();
  const front = await startFront();
  const saml = await startSamlProvider();
  const openId = await startOpenIdProvider();
  const receiver = await startReceiver();
  const settings = {
    APP_URL: front.url,
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEYS: rings.before,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    OUTBOUND_ALLOW: [saml.host, openId.host, receiver.host].join(","),
    TRUSTED_PROXIES: "1",
    STOP_GRACE_SECONDS: "1",
  };
  Object.assign(process.env, settings, { LOG_LEVEL: "silent" });
  const deps = await dependencies();
  await seedSpace(deps, {
    slug,
    name: "Two processes",
    domains: ["acme.example"],
    people: [administrator(slug)],
  });
  const space = await deps.store.spaces.bySlug(slug);
  if (!space) throw new Error("the space is missing");
  front.ports = [await freePort(), await freePort()];
  const reached = atPort(databaseUrl, options.databaseAt);
  const start = (port: number, change: Record<string, string> = {}) =>
    startProcess(port, {
      ...settings,
      DATABASE_URL: reached,
      LOG_LEVEL: "info",
      ...options.settings,
      ...change,
    });
  const processes = await Promise.all(front.ports.map((port) => start(port)));

  let token = "";
  const lab: Lab = {
    front,
    processes,
    saml,
    openId,
    receiver,
    settings,
    space,
    deps,
    connection: { id: "", path: "", loginPath: "" },
    browser: () => new BrowserLike(front.url),
    async newToken() {
      token = await tokenOf(deps, space);
    },
    async api(through, method, path, body) {
      const response = await fetch(`${processes[through]?.url}/api/v1/spaces/${slug}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: text ? JSON.parse(text) : null, headers: response.headers };
    },
    async connect() {
      const input = { name: "Provider", protocol: "saml", metadataUrl: saml.metadataUrl };
      const { body } = await lab.api(0, "POST", "/connections", input);
      lab.connection = {
        id: body.id,
        path: `/connections/${body.id}`,
        loginPath: `/${slug}/sso/${body.reference}`,
      };
    },
    async restart(process, change) {
      const running = await start(front.ports[process] ?? 0, change);
      processes[process] = running;
      return running;
    },
    async stop() {
      for (const { signal } of lab.processes) signal("SIGINT");
      await Promise.all(lab.processes.map(({ ended }) => ended));
      await Promise.all([front.close(), saml.close(), openId.close(), receiver.close()]);
      await closeDependencies();
    },
  };
  await lab.newToken();
  return lab;
}

function atPort(databaseUrl: string, port: number | undefined): string {
  if (port === undefined) return databaseUrl;
  return Object.assign(new URL(databaseUrl), { hostname: "127.0.0.1", port: String(port) }).href;
}

async function emptyDatabase(): Promise<string> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error("TEST_DATABASE_URL names no PostgreSQL: run `npm run test:processes`");
  const name = `proof_${randomBytes(6).toString("hex")}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}

async function tokenOf(deps: AppDependencies, space: Space): Promise<string> {
  const actor = { kind: "command_line", id: null, name: "Lab", address: null } as const;
  const ctx = {
    space,
    actor,
    user: null,
    membership: null,
    role: "admin" as const,
    sessionId: null,
    via: "command_line",
  } as const;
  const input = { name: "lab", account: "lab", scopes: [...tokenScopes], expiresAt: null };
  const made = await createIntegrationToken(deps, ctx, input);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value.token;
}
