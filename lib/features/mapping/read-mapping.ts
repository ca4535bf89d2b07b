import { readConnectionDetails } from "@/lib/features/connections/connection-details";
import { findConnection } from "@/lib/features/connections/find-connection";
import { teamChoices } from "@/lib/features/people/read-teams";
import type { OptionSettings, TestRun } from "@/lib/model/connections/connection";
import type { SeenAttributes } from "@/lib/model/mapping/rule-advice";
import type { Team } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import { readSeen } from "./seen-attributes";

/** What the page of role rules shows. */
export interface MappingView {
  details: ConnectionDetails;
  option: { settings: OptionSettings; revision: number };
  teams: Pick<Team, "id" | "name" | "defaultRole">[];
  seen: SeenAttributes;
  /** Tests that brought attributes, the newest first. */
  runs: { id: string; email: string | null; finishedAt: string }[];
}

const offeredRuns = 10;

/** The sign-in option of a connection with what helps to edit it; `null` if the space has none for it. */
export async function readMapping(
  deps: Pick<Dependencies, "store" | "now" | "appUrl">,
  ctx: Pick<Context, "space">,
  connectionId: string,
): Promise<MappingView | null> {
  const details = await readConnectionDetails(deps, ctx, connectionId);
  const found = await findConnection(deps.store, ctx.space.id, connectionId);
  if (!details?.option || !found) return null;
  const { connection } = found;
  const runs = await deps.store
    .connectionsOf(connection.organizationId)
    .testRunsOf(connection.id, ctx.space.id, offeredRuns);
  return {
    details,
    option: details.option,
    teams: await teamChoices(deps, ctx),
    seen: await readSeen(deps, ctx.space.id, connection),
    runs: runs.flatMap(offered),
  };
}

function offered(run: TestRun): MappingView["runs"] {
  if (!run.report || Object.keys(run.report.attributes).length === 0) return [];
  const finishedAt = (run.finishedAt ?? run.createdAt).toISOString();
  return [{ id: run.id, email: run.report.email, finishedAt }];
}
