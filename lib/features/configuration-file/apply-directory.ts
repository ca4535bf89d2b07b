import {
  createDirectory,
  listDirectories,
  updateDirectory,
} from "@/lib/features/directories/manage-directories";
import { removeDirectory } from "@/lib/features/directories/remove-directory";
import { directoryChange } from "@/lib/model/connections/plan-directories";
import type { PlanStep } from "@/lib/model/connections/plan-step";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { ConfigurationInput } from "@/lib/schemas/configuration-file";

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * One step about a directory. A new one observes: activation, and the dry run before it, stay a deliberate act. Of a
 * removed one people keep their access.
 */
export async function takeDirectory(
  deps: Dependencies,
  ctx: Context,
  input: ConfigurationInput,
  step: PlanStep,
): Promise<Outcome<unknown>> {
  const existing = (await listDirectories(deps, ctx)).find(({ name }) => same(name, step.name));
  if (step.action === "remove")
    return existing ? removeDirectory(deps, ctx, existing.id, "keep") : done(null);
  const wanted = input.configuration.directories?.find(({ name }) => same(name, step.name));
  if (!wanted) return done(null);
  const connections = await connectionsByReference(deps, ctx);
  const connectionOf = (id: string | null) =>
    [...connections].find(([, connectionId]) => connectionId === id)?.[0] ?? null;
  const was = existing && {
    name: existing.name,
    provider: existing.provider,
    connection: connectionOf(existing.connectionId),
  };
  const { provider, connection } = directoryChange(was ?? null, wanted);
  const connectionId = connection ? connections.get(connection.toLowerCase()) : connection;
  // It is in the file, and has not been created: its own step says why.
  if (connection && connectionId === undefined) return notCreated(connection);
  const change = {
    ...(provider === undefined ? {} : { provider }),
    ...(connectionId === undefined ? {} : { connectionId }),
  };
  return existing
    ? updateDirectory(deps, ctx, existing.id, { change, revision: null })
    : createDirectory(deps, ctx, { name: wanted.name, provider: "generic", connectionId: null, ...change });
}

/** The ids of the organization's own connections by their references, in lower case. */
async function connectionsByReference(
  { store }: Pick<Dependencies, "store">,
  { space }: Pick<Context, "space">,
) {
  const own = await store.spaceConnectionsOf(space.id).all({ ownOnly: true });
  return new Map(own.map(({ connection: { id, reference } }) => [reference.toLowerCase(), id]));
}

function notCreated(reference: string) {
  return refused(
    "not_found",
    "connection_not_found",
    `There is no connection “${reference}” in this space.`,
    {
      field: "connection",
      received: reference,
    },
  );
}
