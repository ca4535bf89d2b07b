import type { Store } from "@/lib/db/store";
import type { Configuration, ConfigurationSettings, Connection } from "@/lib/model/connections/connection";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { Context } from "@/lib/ports/context";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { factsOf, protocolModules } from "@/lib/protocols";
import { foreignFields } from "@/lib/protocols/foreign-fields";
import type { ReadSettings, SettingsInput } from "@/lib/protocols/protocol-module";
import { certificatesOf, lastEnd } from "@/lib/protocols/saml/certificates/stored-certificates";
import { leaseRefusal } from "./edit-lease";
import { findConnection, noSuchConnection } from "./find-connection";
import { auditRename, type Rename, referenceTaken, renameOf } from "./rename-connection";
import { notSubscribed } from "./sso-permission";

export interface SaveConfigurationInput {
  connectionId: string;
  /** The page's edit lease; programs have none. */
  leaseId: string | null;
  /** The revision that the person saw; `null` skips the comparison. */
  expectedRevision: number | null;
  /** The connection's new name, in the same change; absent: unchanged. */
  rename?: Rename;
  /** Names of the only fields that this save may change; absent: any. */
  mayChange?: readonly string[];
  input: { protocol: Protocol; values: SettingsInput };
}

export interface SavedConfiguration {
  connection: Connection;
  configuration: Configuration;
  /** False if nothing changed: the version, and a passed test of it, stay. */
  changed: boolean;
  repairs: string[];
  warnings: string[];
}

/**
 * Writes an administrator's input as the connection's draft: a new version, unless nothing changed. The live version
 * keeps serving. Documents are read before the transaction, which then changes all or nothing.
 */
export async function saveConfiguration(
  deps: SsoDependencies,
  ctx: Context,
  request: SaveConfigurationInput,
): Promise<Outcome<SavedConfiguration>> {
  const found = await findConnection(deps.store, ctx.space.id, request.connectionId);
  if (found?.link.status !== "own") return noSuchConnection();
  const refusal = notSubscribed(ctx.space) ?? (await leaseRefusal(deps, ctx, request.leaseId));
  if (refusal) return refusal;
  const wait = await deps.rateLimits.spend("outgoing_by_space", ctx.space.id);
  if (wait > 0)
    return refused(
      "rate_limited",
      "too_many_saves",
      `This space has looked up too many addresses. Wait ${wait} seconds, then save again.`,
      { retryAfter: wait },
    );

  const base = found.draft ?? found.live;
  const read = await readInput(deps, request.input, found.connection, base);
  if (!read.ok) return read;
  const { settings, clientSecret, repairs, warnings } = read.value;
  if (base && clientSecret === null && sameSettings(base.settings, settings))
    return done({ connection: found.connection, configuration: base, changed: false, repairs, warnings });

  const beyond =
    request.mayChange && forbiddenChanges(request.mayChange, base, settings, clientSecret !== null);
  if (beyond) return beyond;

  try {
    const saved = await deps.store.transaction((tx) =>
      writeDraft(deps, tx, ctx, { request, connection: found.connection, base, read: read.value }),
    );
    return done({ ...saved, changed: true, repairs, warnings });
  } catch (error) {
    if (error instanceof StaleSave) return staleSave(deps, ctx, request.connectionId);
    if (error instanceof ReferenceTaken) return referenceTaken(request.rename?.reference ?? "");
    throw error;
  }
}

/** A renewal brings a new certificate or secret and leaves the rest unchanged. */
function forbiddenChanges(
  mayChange: readonly string[],
  base: Configuration | null,
  settings: ConfigurationSettings,
  secretChanged: boolean,
) {
  const beyond = changedFields(base?.settings ?? null, settings, secretChanged).filter(
    (name) => !mayChange.includes(name),
  );
  if (beyond.length === 0) return null;
  return refused(
    "forbidden",
    "renew_only",
    `This changes more than the certificate or secret (${beyond.join(", ")}), so nothing was saved. Enter only the new certificate, or ask your contact for a link to configure the whole connection.`,
    { received: beyond.join(", "), expected: mayChange.join(", ") },
  );
}

/** Names who changed the connection meanwhile, and which fields, from the audit log. */
async function staleSave(deps: SsoDependencies, ctx: Context, connectionId: string) {
  const { rows } = await deps.store
    .auditOf(ctx.space.id)
    .page({ targetId: connectionId, pageSize: 1, countUpTo: 0 });
  const [last] = rows;
  const changed = Array.isArray(last?.details.changed)
    ? last.details.changed.join(", ")
    : (last?.action ?? "something");
  return refused(
    "conflict",
    "stale_revision",
    `${last?.actor.name ?? "Somebody"} has changed this connection since you opened it (${changed}). What you typed is still here: reload to see the change, then enter yours again.`,
    { field: "revision", received: "an older revision", expected: changed },
  );
}

async function readInput(
  deps: SsoDependencies,
  { protocol, values }: SaveConfigurationInput["input"],
  connection: Connection,
  base: Configuration | null,
): Promise<Outcome<ReadSettings>> {
  if (protocol !== connection.protocol)
    return refused(
      "invalid",
      "protocol_mismatch",
      `This connection uses ${connection.protocol}. Create another connection for ${protocol}.`,
      { field: "protocol", received: protocol, expected: connection.protocol },
    );
  const foreign = foreignFields(protocol, values);
  if (foreign) return foreign;
  return protocolModules[protocol].readInput(deps, {
    connection,
    input: values,
    previous: base?.settings ?? null,
    hasStoredSecret: base?.hasClientSecret ?? false,
  });
}

interface DraftToWrite {
  request: SaveConfigurationInput;
  connection: Connection;
  base: Configuration | null;
  read: ReadSettings;
}

async function writeDraft(
  deps: SsoDependencies,
  tx: Store,
  ctx: Context,
  { request, connection, base, read }: DraftToWrite,
): Promise<{ connection: Connection; configuration: Configuration }> {
  const { settings, clientSecret, dropsSecret = false } = read;
  const now = deps.now();
  const { organizationId } = connection;
  const connections = tx.connectionsOf(organizationId);
  const id = deps.secrets.id("conf");
  const rename = renameOf(connection, request.rename ?? {});
  const keepsSecret = base?.hasClientSecret && !dropsSecret;
  const secret = clientSecret ?? (keepsSecret ? await storedSecret(deps, tx, base) : null);
  const configuration = await connections.insertConfiguration({
    id,
    organizationId,
    connectionId: connection.id,
    settings,
    clientSecretSealed:
      secret === null ? null : deps.vault.seal(secret, sealContexts.clientSecret(organizationId, id)),
    certificatesEnd: lastEnd(certificatesOf(factsOf(settings).certificates)),
    testedAt: null,
    testRunId: null,
    wentLiveAt: null,
    createdAt: now,
    createdBy: ctx.user?.id ?? null,
  });
  const updated = await connections.update(
    connection.id,
    { draftConfigurationId: id, ...rename },
    request.expectedRevision ?? connection.revision,
  );
  // Thrown so that the version written above is rolled back; returned as a value outside.
  if (updated === "stale") throw new StaleSave("the connection was changed meanwhile");
  if (updated === "reference_taken") throw new ReferenceTaken("another connection has the reference");
  if (connection.draftConfigurationId)
    await connections.discardConfiguration(connection.draftConfigurationId);
  await tx.auditOf(ctx.space.id).append(
    {
      actor: ctx.actor,
      action: "configuration.saved",
      target: { kind: "connection", id: connection.id, name: connection.name },
      details: {
        version: configuration.version,
        changed: changedFields(base?.settings ?? null, settings, clientSecret !== null),
      },
    },
    now,
  );
  if (Object.keys(rename).length > 0) await auditRename(tx, ctx, connection, updated, now);
  return { connection: updated, configuration };
}

class StaleSave extends Error {}
class ReferenceTaken extends Error {}

/** The client secret of a configuration, opened; `null`: it has none. */
export async function storedSecret(
  deps: Pick<SsoDependencies, "vault">,
  tx: Pick<Store, "connectionsOf">,
  base: Configuration,
): Promise<string | null> {
  const sealed = await tx.connectionsOf(base.organizationId).clientSecretSealed(base.id);
  return sealed ? deps.vault.open(sealed, sealContexts.clientSecret(base.organizationId, base.id)) : null;
}

/** Whether two settings are equal, whatever the order of keys in the database. */
export function sameSettings(a: ConfigurationSettings, b: ConfigurationSettings): boolean {
  return changedFields(a, b, false).length === 0;
}

/** The names of the fields that differ; values stay out of the log, names suffice to know what happened. */
export function changedFields(
  before: ConfigurationSettings | null,
  after: ConfigurationSettings,
  secretChanged: boolean,
): string[] {
  const old: Record<string, unknown> = before ? { ...before } : {};
  const names = Object.entries(after)
    .filter(([name, value]) => JSON.stringify(old[name] ?? null) !== JSON.stringify(value ?? null))
    .map(([name]) => name);
  return secretChanged ? [...names, "clientSecret"] : names;
}
