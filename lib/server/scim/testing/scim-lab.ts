import type { AddressInfo } from "node:net";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, anOrganization, aSpace, aVerifiedDomain } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { createDirectoryCredential } from "@/lib/features/directories/directory-credentials";
import { createDirectory, moveDirectory } from "@/lib/features/directories/manage-directories";
import { contextAs } from "@/lib/features/testing/context-as";
import type { Directory } from "@/lib/model/directories/directory";
import type { Outcome } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { makeHttpServer } from "@/lib/server/http/http-server";
import { scimServer } from "../scim-server";

/** The server for directories on a test database, reached over HTTP as providers do. */
export interface ScimLab {
  database: TestDatabase;
  clock: TestClock;
  deps: Dependencies;
  origin: string;
  close(): Promise<void>;
}

export async function openScimLab(): Promise<ScimLab> {
  const database = await openTestDatabase();
  const clock = testClock();
  let answer: ReturnType<typeof scimServer> | null = null;
  const onError = (error: unknown) => {
    console.error(error);
    return "err_test";
  };
  const http = makeHttpServer({ appUrl: "http://localhost", onError }, (request, response) => {
    if (!answer?.(request, response)) response.writeHead(404).end("next");
  });
  const { server } = http;
  await http.listen(0, "127.0.0.1");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const log = {
    info() {},
    warn() {},
    error: (message: string, fields?: object) => console.error(message, fields),
  };
  const deps = { ...testDependencies(database, clock), appUrl: origin, log };
  answer = scimServer(deps);
  const close = async () => {
    await http.close(0);
    await database.close();
  };
  return { database, clock, deps, origin, close };
}

/** An answer as a provider reads it. */
export interface Answered {
  status: number;
  headers: Headers;
  body: Record<string, unknown> | null;
}

/** A customer with an administrator, a verified domain and a directory. */
export interface Customer {
  space: Space;
  organizationId: string;
  ctx: Context;
  directory: Directory;
  token: string;
  base: string;
  /** Sends a request as a provider does. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  activate(): Promise<void>;
}

export const resultOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`${outcome.problem.code}: ${outcome.problem.message}`);
  return outcome.value;
};

export async function aCustomer(
  { deps, origin }: Pick<ScimLab, "deps" | "origin">,
  input: {
    domain: string;
    seats?: Space["seats"];
    connectionId?: (organizationId: string, space: Space) => Promise<string>;
  },
): Promise<Customer> {
  const { store } = deps;
  const space = await aSpace(store, { seats: input.seats ?? {}, name: input.domain });
  const organizationId = await anOrganization(store, space.id);
  await aVerifiedDomain(store, organizationId, input.domain);
  const admin = { role: "admin", licence: "admin", isItAdministrator: true } as const;
  const { userId } = await aMember(store, space.id, admin, { email: `root@${input.domain}` });
  const ctx = await contextAs(deps, space, userId);
  const connectionId = (await input.connectionId?.(organizationId, space)) ?? null;
  const directory = resultOf(
    await createDirectory(deps, ctx, { name: "Okta", provider: "okta", connectionId }),
  );
  const { token } = resultOf(
    await createDirectoryCredential(deps, ctx, directory.id, { kind: "token", expiresAt: null }),
  );
  const base = `${origin}/api/scim/v2/${directory.id}`;
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    request(`${base}${path}`, method, body, { authorization: `Bearer ${token}`, ...headers });
  const activate = async () => void resultOf(await moveDirectory(deps, ctx, directory.id, "activate"));
  return { space, organizationId, ctx, directory, token, base, send, activate };
}

/** One request; a body that is a text is sent as it is. */
export async function request(
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answered> {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/scim+json", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

/** The id of a resource that was answered. */
export function idOf({ status, body }: Answered): string {
  if (typeof body?.id !== "string") throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body.id;
}
