import type { Store } from "@/lib/db/store";
import { admitsUpTo } from "@/lib/model/connections/authority";
import type { OptionSettings } from "@/lib/model/connections/connection";
import type { Directory } from "@/lib/model/directories/directory";
import { withTeamRoles } from "@/lib/model/mapping/team-roles";
import type { Role } from "@/lib/model/people/roles";
import type { Space } from "@/lib/model/spaces/space";

/** A space that a directory brings people to, with the rules for them. */
export interface TargetSpace {
  space: Space;
  /** Includes the roles of teams. */
  settings: OptionSettings;
  upTo: Role;
  /** Only people who leave are of interest here: the space has no rules of the connection. */
  onlyLeaving: boolean;
}

/** Without a connection, or while it is not in use: the lowest role, for everybody. */
const plainSettings: OptionSettings = {
  attributes: { email: null, firstName: null, lastName: null, groups: null },
  groupSeparator: null,
  rules: [],
  missingRole: "default",
  defaultRole: "reader",
  defaultTeams: [],
  ceiling: "reader",
  provisioning: true,
  validation: "automatic",
};

/**
 * The spaces that a directory acts on, locked until the transaction ends, in the order of their ids: those where its
 * connection is active, by their own rules, else the space that owns the organization. The owner's comes along for
 * people who leave.
 */
export async function lockTargetSpaces(
  tx: Store,
  directory: Pick<Directory, "organizationId" | "connectionId">,
): Promise<TargetSpace[]> {
  const ownerId = await tx.domainDirectory.ownerSpaceId(directory.organizationId);
  const targets = await connectionTargets(tx, directory);
  if (ownerId !== null && !targets.some(({ space }) => space.id === ownerId)) {
    const owner = await tx.spaces.lock(ownerId);
    if (owner?.ssoSubscribed)
      targets.push({ space: owner, settings: plainSettings, upTo: "admin", onlyLeaving: targets.length > 0 });
  }
  return targets;
}

async function connectionTargets(
  tx: Store,
  { organizationId, connectionId }: Pick<Directory, "organizationId" | "connectionId">,
): Promise<TargetSpace[]> {
  const connection = connectionId && (await tx.connectionsOf(organizationId).byId(connectionId));
  if (!connection || connection.liveConfigurationId === null) return [];
  const options = await tx
    .organizationOptionsOf(organizationId)
    .lockSignInOptions(connection.id, connection.liveConfigurationId);
  const targets: TargetSpace[] = [];
  for (const { option, space, version } of options) {
    if (option.status !== "active" || !space.ssoSubscribed) continue;
    const { settings } = option;
    const givesTeams =
      settings.defaultTeams.length > 0 || settings.rules.some(({ teams }) => teams.length > 0);
    const teams = givesTeams ? await tx.teamsOf(space.id).all() : [];
    targets.push({
      space,
      settings: withTeamRoles(settings, teams),
      upTo: admitsUpTo(version, option),
      onlyLeaving: false,
    });
  }
  return targets;
}
