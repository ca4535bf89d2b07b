import {
  type ConnectionInSpace,
  findConnection,
  noSuchConnection,
} from "@/lib/features/connections/find-connection";
import { type DocumentSource, readProviderDocument } from "@/lib/features/connections/read-provider-document";
import {
  type SaveConfigurationInput,
  type SavedConfiguration,
  saveConfiguration,
} from "@/lib/features/connections/save-configuration";
import { ourValues, versionView } from "@/lib/features/connections/version-view";
import { setupDone } from "@/lib/features/notifications/messages/setup-link";
import { sendMessageOnce } from "@/lib/features/notifications/send-message";
import { loginReference } from "@/lib/features/sign-in/login-reference";
import { readResultForAdministrator } from "@/lib/features/test-runs/show-test-result";
import { asOf, type StartedTestRun, startTestRun } from "@/lib/features/test-runs/start-test-run";
import { providerLabel } from "@/lib/features/test-runs/test-result-view";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { scopeOf } from "@/lib/model/setup-links/setup-link";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { ProviderDocument } from "@/lib/schemas/provider-document";
import type { SetupStart, SetupWork } from "@/lib/schemas/setup-work";
import type { TestResultView } from "@/lib/schemas/sso-views";
import { progressOf } from "./list-setup-links";
import { inviterOf, type SetupLinkContext } from "./open-setup-link";
import { mayReturnTo } from "./return-url";

type Reads = Pick<Dependencies, "store" | "now" | "appUrl">;

/** The link's own connection; `null` for any other, and if the organization is no longer the space's own. */
export async function ownConnection(
  { store }: Pick<Dependencies, "store">,
  ctx: SetupLinkContext,
  connectionId = ctx.link.connectionId,
): Promise<ConnectionInSpace | null> {
  if (connectionId === null || connectionId !== ctx.link.connectionId) return null;
  const found = await findConnection(store, ctx.space.id, connectionId);
  return found?.link.status === "own" ? found : null;
}

/** The data for the outside administrator's wizard: one connection, and nothing about the people who use it. */
export async function readSetupWork(
  deps: Dependencies,
  ctx: SetupLinkContext,
): Promise<SetupWork | SetupStart | null> {
  const facts = await pageFacts(deps, ctx);
  if (ctx.link.connectionId === null) return { ...facts, connection: null };
  const found = await ownConnection(deps, ctx);
  if (!found) return null;
  const { connection, option } = found;
  const now = deps.now();
  const version = found.draft ?? found.live;
  const keys = await deps.store.connectionsOf(connection.organizationId).keysOf(connection.id);
  const [newest] = keys.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const progress = await progressOf(deps, ctx.link);
  const reference = await loginReference(deps.store, ctx.space.id, connection);
  return {
    ...facts,
    connection: {
      id: connection.id,
      name: connection.name,
      reference: connection.reference,
      provider: connection.provider,
      providerName: providerLabel(connection),
      protocol: connection.protocol,
      revision: connection.revision,
      status: option?.status ?? "draft",
    },
    ours: ourValues(deps.appUrl, ctx.space.slug, { ...connection, reference }, newest?.certificate ?? null),
    // Who has saved it is a person of the space.
    version: version && versionView(version, connection, null, now),
    liveVersion: found.live?.version ?? null,
    latestTest: version && (await latestTest(deps, ctx, found, version.id)),
    doneAt: progress.doneAt?.toISOString() ?? null,
  };
}

async function pageFacts(deps: Dependencies, { link, space }: SetupLinkContext) {
  const { returnUrl } = link;
  return {
    linkId: link.id,
    scope: scopeOf(link),
    spaceName: space.name,
    invitedBy: await inviterOf(deps, link),
    mayActivate: link.activatesAs !== null,
    returnUrl: returnUrl && (await mayReturnTo(deps, { space }, returnUrl)) ? returnUrl : null,
    expiresAt: link.expiresAt.toISOString(),
  };
}

async function latestTest(
  deps: Dependencies,
  ctx: SetupLinkContext,
  { connection }: ConnectionInSpace,
  configurationId: string,
): Promise<TestResultView | null> {
  const runs = await deps.store
    .connectionsOf(connection.organizationId)
    .testRunsOf(connection.id, ctx.space.id, 20);
  const run = runs
    .map((one) => asOf(one, deps.now()))
    .find(
      (one) =>
        one.startedBy === ctx.link.id &&
        one.configurationId === configurationId &&
        one.status !== "created" &&
        one.status !== "expired",
    );
  if (!run) return null;
  const result = await readSetupTest(deps, ctx, run.id);
  return result.ok ? result.value : null;
}

/** Only the space decides whether its programs may work in a tool as its people, whoever sets the tool up. */
function withoutKeeping({
  protocol,
  values,
}: SaveConfigurationInput["input"]): SaveConfigurationInput["input"] {
  const { keepTokens: _, ...others } = values;
  return { protocol, values: others };
}

/**
 * Saves the outside administrator's input as the connection's draft. Their page's revision guards against concurrent
 * saves, inside or outside, without naming their author.
 */
export async function saveBySetupLink(
  deps: SsoDependencies,
  ctx: SetupLinkContext,
  request: { connectionId: string; revision: number | null; input: SaveConfigurationInput["input"] },
): Promise<Outcome<SavedConfiguration>> {
  const found = await ownConnection(deps, ctx, request.connectionId);
  if (!found) return noSuchConnection();
  const saved = await saveConfiguration(deps, ctx, {
    connectionId: request.connectionId,
    leaseId: null,
    // A page that sends no revision has seen nothing.
    expectedRevision: request.revision ?? 0,
    input: withoutKeeping(request.input),
    ...(ctx.link.purpose === "renew"
      ? { mayChange: protocolTraits[found.connection.protocol].renewable }
      : {}),
  });
  return !saved.ok && saved.problem.code === "stale_revision" ? changedMeanwhile() : saved;
}

/** The refusal of a stale save, which does not name its author to the outside. */
export function changedMeanwhile() {
  return refused(
    "conflict",
    "stale_revision",
    "Somebody has changed these values since you opened the page. What you typed is still here: copy it, reload to see the change, then enter yours again.",
    { field: "revision" },
  );
}

/** Saves a new client secret, for any protocol. */
export async function renewSecretBySetupLink(
  deps: SsoDependencies,
  ctx: SetupLinkContext,
  { clientSecret, ...request }: { connectionId: string; revision: number | null; clientSecret: string },
): Promise<Outcome<SavedConfiguration>> {
  const found = await ownConnection(deps, ctx, request.connectionId);
  const protocol = found?.connection.protocol ?? "oidc";
  // A connection without client secrets refuses the secret as one of another protocol.
  const takesIt = protocolTraits[protocol].credential === "client_secret";
  const input = { protocol: takesIt ? protocol : "oidc", values: { clientSecret } } as const;
  return saveBySetupLink(deps, ctx, { ...request, input });
}

/** Returns the contents of a provider's document, before it is saved. */
export async function readDocumentBySetupLink(
  deps: SsoDependencies,
  ctx: SetupLinkContext,
  source: DocumentSource,
): Promise<Outcome<ProviderDocument>> {
  if (!(await ownConnection(deps, ctx, source.connectionId))) return noSuchConnection();
  return readProviderDocument(deps, ctx, source);
}

/** Prepares a test run, as an inside administrator does. */
export async function testBySetupLink(
  deps: Dependencies,
  ctx: SetupLinkContext,
  connectionId: string,
): Promise<Outcome<StartedTestRun>> {
  if (!(await ownConnection(deps, ctx, connectionId))) return noSuchConnection();
  return startTestRun(deps, ctx, { connectionId });
}

/**
 * The result of a test that this link began. What the person would get in the space is left out: it would reveal who
 * is a member and what they may do.
 */
export async function readSetupTest(
  deps: Dependencies,
  ctx: SetupLinkContext,
  runId: string,
): Promise<Outcome<TestResultView>> {
  const found = await ownConnection(deps, ctx);
  const run = await deps.store.connectionLookup.testRunById(runId);
  if (!found || run?.startedBy !== ctx.link.id)
    return refused("not_found", "test_run_not_found", "There is no such test run of this connection.");
  const result = await readResultForAdministrator(deps, ctx, { connectionId: found.connection.id, runId });
  return result.ok ? done({ ...result.value, outlook: null }) : result;
}

/** The same message is not sent again within this time. */
const quietMinutes = 10;

/** The outside administrator is done: their contact is notified, to check the result and activate. */
export async function finishSetup(
  deps: Reads & Pick<Dependencies, "secrets">,
  ctx: SetupLinkContext,
): Promise<Outcome<null>> {
  const found = await ownConnection(deps, ctx);
  if (!found) return noSuchConnection();
  const version = found.draft ?? found.live;
  if (!version)
    return refused(
      "conflict",
      "nothing_configured",
      "There is nothing to hand over yet. Enter the values first.",
    );
  const { connection } = found;
  const { space, link } = ctx;
  const now = deps.now();
  const message = setupDone({
    spaceName: space.name,
    connectionName: connection.name,
    by: link.recipient,
    tested: version.testedAt !== null,
    activated: found.live?.id === version.id,
    page: `${deps.appUrl}/${space.slug}/admin/security/sso/${connection.id}`,
  });
  await deps.store.transaction(async (tx) => {
    const holders = await tx.membershipsOf(space.id).holdersOf("manage_auth_integrations");
    const active = holders.filter(({ status }) => status === "active");
    const contact = active.filter(({ userId }) => userId === link.createdBy);
    const since = new Date(now.getTime() - quietMinutes * 60_000);
    for (const { user } of contact.length > 0 ? contact : active) {
      const sent = { spaceId: space.id, recipient: user.email, ...message };
      await sendMessageOnce({ ...deps, store: tx }, sent, since);
    }
    await tx.auditOf(space.id).append(
      {
        actor: ctx.actor,
        action: "setup_link.done",
        target: { kind: "connection", id: connection.id, name: connection.name },
        details: { version: version.version, tested: version.testedAt !== null },
      },
      now,
    );
  });
  return done(null);
}
