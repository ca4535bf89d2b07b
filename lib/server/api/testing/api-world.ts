import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anAttempt } from "@/lib/db/testing/an-attempt";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { createWholeConnection } from "@/lib/features/connections/save-whole-connection";
import { createDirectoryCredential } from "@/lib/features/directories/directory-credentials";
import { createDirectory } from "@/lib/features/directories/manage-directories";
import { addDomain } from "@/lib/features/domains/add-domain";
import { createTeam } from "@/lib/features/people/save-team";
import { openSession } from "@/lib/features/sessions/open-session";
import { createSetupLink } from "@/lib/features/setup-links/create-setup-link";
import { startTestRun } from "@/lib/features/test-runs/start-test-run";
import { contextAs } from "@/lib/features/testing/context-as";
import { createIntegrationToken, createPersonalToken } from "@/lib/features/tokens/create-token";
import { createWebhook, testWebhook } from "@/lib/features/webhooks/webhooks";
import { keyPairs } from "@/lib/infra/crypto/key-pairs";
import type { Directory } from "@/lib/model/directories/directory";
import type { Outcome } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";
import { type TokenScope, tokenScopes } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import type { AnyOperation } from "@/lib/server/api/openapi/all-operations";
import { type AppDependencies, closeDependencies, dependencies } from "@/lib/server/process/dependencies";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { examples } from "../openapi/examples/all";
import { ids as exampleIds } from "../openapi/examples/things";
import { answerApi } from "../router";

/** A space with one of everything, and the ids of those things by the name of their collection. */
export interface World {
  space: Space;
  admin: Context;
  reader: Context;
  ids: Record<string, string>;
}

let deps: AppDependencies;
let certificate: string;
let dataDir: string;

/** Opens a database of its own for a file of tests; `closeApi` removes it. */
export async function openApi(): Promise<AppDependencies> {
  dataDir = mkdtempSync(join(tmpdir(), "gatehouse-api-"));
  Object.assign(process.env, {
    DATA_DIR: dataDir,
    DATABASE_URL: "",
    LOG_LEVEL: "silent",
    APP_URL: "https://sso.example",
  });
  deps = await dependencies();
  certificate = (await keyPairs.make("idp", new Date())).certificate;
  return deps;
}

/** Ends what `openApi` began. */
export async function closeApi(): Promise<void> {
  await closeDependencies();
  rmSync(dataDir, { recursive: true, force: true });
}

/** The value of a use case that succeeds. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.problem.code}: ${outcome.problem.message}`);
  return outcome.value;
}

/** A space with one of everything. */
export async function aWorld(name: string): Promise<World> {
  const space = await aSpace(deps.store, { name });
  const { userId } = await aMember(
    deps.store,
    space.id,
    { role: "admin", licence: "admin" },
    { lastName: name },
  );
  const { userId: readerId } = await aMember(deps.store, space.id, {}, { lastName: name });
  const admin = await contextAs(deps, space, userId);
  const sso = await ssoDependencies();
  const connection = value(
    await createWholeConnection(
      sso,
      { ...admin, via: "token" },
      {
        connection: { name, protocol: "saml", provider: "okta" },
        configuration: samlFields(name),
      },
    ),
  );
  const run = value(await startTestRun(deps, admin, { connectionId: connection.id }));
  const domain = value(await addDomain(deps, admin, `${space.slug.replaceAll("_", "")}.example`));
  const token = value(
    await createIntegrationToken(deps, admin, {
      name,
      account: name,
      scopes: ["audit:read"],
      expiresAt: null,
    }),
  );
  const webhook = value(
    await createWebhook(sso, admin, { url: `https://hooks.example/${name}`, events: ["connection.removed"] }),
  );
  const delivery = value(await testWebhook(deps, admin, webhook.id));
  const directory = value(
    await createDirectory(deps, admin, { name, provider: "okta", connectionId: connection.id }),
  );
  const directoryToken = value(
    await createDirectoryCredential(deps, admin, directory.id, { kind: "token", expiresAt: null }),
  );
  const directorySecret = value(
    await createDirectoryCredential(deps, admin, directory.id, { kind: "secret", expiresAt: null }),
  );
  const team = value(await createTeam(deps, admin, { name: "Writers", defaultRole: null }));
  const session = await openSession(deps, {
    userId: readerId,
    spaces: [
      {
        spaceId: space.id,
        way: "password",
        connectionId: null,
        providerSession: null,
        admittedAt: deps.now(),
      },
    ],
    address: null,
    userAgent: null,
    previousSessionId: null,
  });
  const attempt = await anAttempt(deps.store, space.id, {
    connectionId: connection.id,
    connectionName: name,
    status: "refused",
    refusalCode: "not_provisioned",
  });
  const link = value(
    await createSetupLink(deps, admin, {
      connectionId: connection.id,
      scope: "connection",
      hours: 72,
      recipient: null,
      note: name,
      send: false,
    }),
  );
  return {
    space,
    admin,
    reader: await contextAs(deps, space, readerId),
    ids: {
      connections: connection.id,
      runId: run.runId,
      domains: domain.id,
      users: readerId,
      teams: team.id,
      sessions: session.sessionId,
      "sign-in-attempts": attempt.id,
      tokens: token.id,
      webhooks: webhook.id,
      "setup-links": link.id,
      deliveryId: delivery.id,
      directories: directory.id,
      tokenId: directoryToken.id,
      secretId: directorySecret.id,
      ...(await aRefusedRequest(directory)),
      person: readerId,
    },
  };
}

/** A group of a directory, and a request in its log that was refused. */
async function aRefusedRequest(directory: Directory): Promise<{ groupId: string; requestId: string }> {
  const key = { directoryId: directory.id, organizationId: directory.organizationId };
  const groupId = deps.secrets.id("dgroup");
  const requestId = deps.secrets.id("dreq");
  const at = deps.now();
  await deps.store.directoryGroupsOf(directory).insert({
    ...key,
    id: groupId,
    displayName: "Authors",
    externalId: null,
    createdAt: at,
    updatedAt: at,
    revision: 1,
  });
  await deps.store.directoryRequestsOf(directory).insert({
    ...key,
    id: requestId,
    at,
    kind: "people",
    resourceId: null,
    replayOf: null,
    replayedAs: null,
    method: "POST",
    path: "/Users",
    status: 409,
    scimType: "uniqueness",
    detail: "Another person of this directory has the userName “ann”.",
    body: { userName: "ann@orchard.example" },
    notes: { changed: [], ignored: [], reasons: [] },
    address: null,
    milliseconds: 1,
  });
  return { groupId, requestId };
}

/** Settings of SAML that can be saved. */
export function samlFields(name: string) {
  return {
    entityId: `https://idp.example/${name}`,
    loginUrl: "https://idp.example/login",
    certificates: [certificate],
  };
}

/** An integration token of a world. */
export async function integration(
  world: World,
  scopes: readonly TokenScope[] = tokenScopes,
): Promise<string> {
  const input = { name: "ci", account: "ci", scopes: [...scopes], expiresAt: null };
  return value(await createIntegrationToken(deps, world.admin, input)).token;
}
/** A personal token of a person. */
export async function personal(ctx: Context): Promise<string> {
  const input = { name: "mine", scopes: [...tokenScopes], expiresAt: null };
  return value(await createPersonalToken(deps, ctx, input)).token;
}

/** Sends a request to the API. */
export const send = (request: Request): Promise<Response> => answerApi(request);

/** What cannot be sent twice, or is about something that the world does not have. */
const others: Record<string, () => unknown> = {
  addDomain: () => ({ name: `d${Math.random().toString(36).slice(2, 8)}.example` }),
  addUser: () => ({ email: `p${Math.random().toString(36).slice(2, 8)}@orchard.example` }),
  activateConnection: () => undefined,
  confirmConnection: () => undefined,
};

/** The body of the operation's example, about the things of the world. */
function bodyOf(id: string, ids: Record<string, string>): string | undefined {
  const body = Object.hasOwn(others, id) ? others[id]?.() : examples[id]?.request;
  const things = new Map<string, string | undefined>([
    [exampleIds.connection, ids.connections],
    [exampleIds.person, ids.users],
  ]);
  return JSON.stringify(body)?.replaceAll(/\w+_01\w{18}/g, (one) => things.get(one) ?? one);
}

/** Calls an operation in a world, with the ids of the world unless others are given. */
export async function call(
  operation: Pick<AnyOperation, "id" | "method" | "path">,
  world: World,
  token: string | null,
  ids = world.ids,
  headers: Record<string, string> = {},
) {
  const collection = /\{slug\}\/([\w-]+)/.exec(operation.path)?.[1] ?? "";
  const params: Record<string, string> = {
    slug: world.space.slug,
    id: ids[collection] ?? "",
    runId: ids.runId ?? "",
    deliveryId: ids.deliveryId ?? "",
    tokenId: ids.tokenId ?? "",
    secretId: ids.secretId ?? "",
    requestId: ids.requestId ?? "",
    groupId: ids.groupId ?? "",
    person: ids.person ?? "",
  };
  const address = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] || "none");
  const body = bodyOf(operation.id, ids);
  const request = new Request(`https://sso.example/api/v1${address}`, {
    method: operation.method.toUpperCase(),
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      "content-type": "application/json",
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const response = await send(request);
  const text = await response.text();
  return { status: response.status, text, json: text ? JSON.parse(text) : null, headers: response.headers };
}
