import type { Store } from "@/lib/db/store";
import { notSubscribed } from "@/lib/features/connections/sso-permission";
import { ownOrganization } from "@/lib/features/organizations/own-organization";
import {
  type Directory,
  type DirectoryEvent,
  type DirectoryProvider,
  directoryTransitions,
} from "@/lib/model/directories/directory";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { refuseTakenName } from "./refuse-taken-name";

/** A directory of the space's own organization; that of another is not found. */
export async function findDirectory(
  store: Store,
  ctx: Pick<Context, "space">,
  id: string,
): Promise<Outcome<Directory>> {
  const organization = await store.organizationsOf(ctx.space.id).own();
  const directory = organization && (await store.directoriesOf(organization.id).byId(id));
  return directory ? done(directory) : noSuchDirectory();
}

/** The directories of the space's own organization, oldest first. */
export async function listDirectories(
  { store }: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
): Promise<Directory[]> {
  const organization = await store.organizationsOf(ctx.space.id).own();
  return organization ? store.directoriesOf(organization.id).all() : [];
}

/** What an administrator chooses about a directory. */
export interface DirectoryInput {
  name: string;
  provider: DirectoryProvider;
  /** The connection whose role rules it feeds; one of the organization. */
  connectionId: string | null;
}

/** Creates a directory, which observes: it answers its provider and changes nothing here yet. */
export async function createDirectory(
  deps: Dependencies,
  ctx: Context,
  input: DirectoryInput,
): Promise<Outcome<Directory>> {
  const refusal = notSubscribed(ctx.space);
  if (refusal) return refusal;
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    const organization = await ownOrganization(tx, ctx.space, deps.secrets, now);
    const wrong =
      (await refuseTakenName(tx, ctx, { organizationId: organization.id, name: input.name })) ??
      (await refuseConnection(tx, organization.id, input.connectionId));
    if (wrong) return wrong;
    const directory: Directory = {
      id: deps.secrets.id("dir"),
      organizationId: organization.id,
      ...input,
      status: "observing",
      createdAt: now,
      createdBy: ctx.user?.id ?? null,
      activatedAt: null,
      lastRequestAt: null,
      alert: null,
      alertAt: null,
      revision: 1,
    };
    await tx.directoriesOf(organization.id).insert(directory);
    await auditDirectory(deps, tx, ctx, directory, "directory.created", {
      provider: directory.provider,
      connectionId: directory.connectionId,
    });
    return done(directory);
  });
}

/** Changes name, provider or connection. With another connection, everybody's roles are decided anew. */
export async function updateDirectory(
  deps: Dependencies,
  ctx: Context,
  id: string,
  input: { change: Partial<DirectoryInput>; revision: number | null },
): Promise<Outcome<Directory>> {
  return deps.store.transaction(async (tx) => {
    const found = await findDirectory(tx, ctx, id);
    if (!found.ok) return found;
    const before = found.value;
    const { change } = input;
    const { organizationId } = before;
    const wrong =
      (change.name === undefined
        ? null
        : await refuseTakenName(tx, ctx, { organizationId, name: change.name, exceptId: id })) ??
      (await refuseConnection(tx, organizationId, change.connectionId ?? null));
    if (wrong) return wrong;
    const after = await tx.directoriesOf(organizationId).update(id, change, input.revision);
    if (!after) return changedMeanwhile();
    if (after.connectionId !== before.connectionId) await tx.directoryStandingOf(after).markAllDue();
    const changed = (["name", "provider", "connectionId"] as const).filter(
      (key) => after[key] !== before[key],
    );
    if (changed.length > 0)
      await auditDirectory(deps, tx, ctx, after, "directory.updated", {
        changed: Object.fromEntries(changed.map((key) => [key, { from: before[key], to: after[key] }])),
      });
    return done(after);
  });
}

/**
 * Activates an observing directory, pauses an active one, or resumes it. From then on everybody in the feed is due; the
 * worker applies them.
 */
export async function moveDirectory(
  deps: Dependencies,
  ctx: Context,
  id: string,
  event: DirectoryEvent,
): Promise<Outcome<Directory>> {
  const refusal = event === "pause" ? null : notSubscribed(ctx.space);
  if (refusal) return refusal;
  return deps.store.transaction(async (tx) => {
    const found = await findDirectory(tx, ctx, id);
    if (!found.ok) return found;
    const directory = found.value;
    const to = directoryTransitions[directory.status][event];
    if (!to)
      return refused(
        "conflict",
        "directory_state",
        `A directory that is ${directory.status} cannot do that.`,
        {
          received: directory.status,
          expected: statesBefore(event),
        },
      );
    const directories = tx.directoriesOf(directory.organizationId);
    if (!(await directories.move(id, directory.status, to, deps.now()))) return changedMeanwhile();
    if (to === "active") await tx.directoryStandingOf(directory).markAllDue();
    await auditDirectory(deps, tx, ctx, directory, directoryActions[event], {});
    const after = await directories.byId(id);
    return after ? done(after) : noSuchDirectory();
  });
}

const directoryActions: Record<DirectoryEvent, string> = {
  activate: "directory.activated",
  pause: "directory.paused",
  resume: "directory.resumed",
};

function statesBefore(event: DirectoryEvent): string {
  return Object.entries(directoryTransitions)
    .filter(([, events]) => event in events)
    .map(([status]) => status)
    .join(", ");
}

export async function auditDirectory(
  deps: Pick<Dependencies, "now">,
  tx: Store,
  ctx: Pick<Context, "space" | "actor">,
  { id, name }: Pick<Directory, "id" | "name">,
  action: string,
  details: Record<string, unknown>,
): Promise<void> {
  await tx
    .auditOf(ctx.space.id)
    .append({ actor: ctx.actor, action, target: { kind: "directory", id, name }, details }, deps.now());
}

async function refuseConnection(tx: Store, organizationId: string, connectionId: string | null) {
  if (connectionId === null || (await tx.connectionsOf(organizationId).byId(connectionId))) return null;
  return refused("not_found", "connection_not_found", "There is no such connection in this space.", {
    field: "connectionId",
    received: connectionId,
  });
}

function noSuchDirectory() {
  return refused("not_found", "directory_not_found", "There is no such directory in this space.");
}

function changedMeanwhile() {
  return refused(
    "conflict",
    "stale_revision",
    "Somebody has changed the directory meanwhile. Read it again.",
  );
}
