import { endDeactivatedAccess } from "@/lib/features/access/end-members-access";
import { notifyAdministrators } from "@/lib/features/notifications/notify-administrators";
import { userForAddress } from "@/lib/features/people/new-user";
import { provisionedMembership } from "@/lib/features/people/provisioned-membership";
import type { Standing } from "@/lib/model/directories/decide-standing";
import type { FeedReason } from "@/lib/model/directories/directory";
import { feedReasonExplanations } from "@/lib/model/directories/feed-reasons";
import type { User } from "@/lib/model/people/person";
import type { Entry } from "@/lib/model/sign-in/admission-facts";
import type { Space } from "@/lib/model/spaces/space";
import { counted } from "@/lib/model/text/counted";
import { type Applying, directoryActor, namesOf } from "./applying";
import type { TargetSpace } from "./target-spaces";

/** Carries out in one space what was decided, with its audit event and the word to administrators. */
export async function writeStanding(
  applying: Applying,
  target: TargetSpace,
  standing: Standing,
): Promise<void> {
  switch (standing.kind) {
    case "nothing":
      return;
    case "join":
      return join(applying, target, standing);
    case "change":
      return change(applying, target.space, standing.entry);
    case "return":
      return comeBack(applying, target.space, standing.entry);
    case "leave":
      return leave(applying, target.space, standing.from);
    case "keep":
    case "refuse":
      return tell(applying, target.space, standing.reason);
  }
}

async function join(
  applying: Applying,
  { space }: TargetSpace,
  { entry, status }: { entry: Entry; status: "active" | "pending" },
): Promise<void> {
  const { deps, directory, match, person } = applying;
  const { user } = applying.user
    ? { user: applying.user }
    : await userForAddress(deps, deps.store, {
        email: match.address.address,
        ...namesOf(person.resource),
        passwordHash: null,
      });
  applying.user = user;
  const membership = provisionedMembership({
    spaceId: space.id,
    userId: user.id,
    entry,
    status,
    origin: "directory",
    connectionId: directory.connectionId,
    now: deps.now(),
  });
  await deps.store.membershipsOf(space.id).insert(membership);
  if (status === "pending") {
    await audit(applying, space, user, "person.waits_for_approval", { role: entry.role });
    await notifyAdministrators(deps, space, { kind: "approval_needed", email: user.email });
    applying.changed.push(`${user.email} waits for approval in ${space.name}`);
    return;
  }
  await deps.store.membershipsOf(space.id).setMappedTeams(user.id, entry.teams);
  await audit(applying, space, user, "person.provisioned", { role: entry.role, licence: entry.role });
  applying.changed.push(`${user.email} joined ${space.name} as ${entry.role}`);
}

async function change(applying: Applying, space: Space, entry: Entry): Promise<void> {
  const { deps, user } = applying;
  if (!user) return;
  const memberships = deps.store.membershipsOf(space.id);
  const before = await memberships.standing(user.id);
  if (!before) return;
  const { membership } = before;
  if (
    membership.role !== entry.role ||
    membership.licence !== entry.role ||
    membership.roleSource !== entry.roleSource
  )
    await memberships.update(user.id, {
      role: entry.role,
      licence: entry.role,
      roleSource: entry.roleSource,
      ...(entry.role === "admin" ? {} : { isItAdministrator: false }),
    });
  if (membership.role !== entry.role) {
    await audit(applying, space, user, "membership.role_changed", {
      before: membership.role,
      after: entry.role,
    });
    applying.changed.push(`${user.email} is ${entry.role} in ${space.name}, was ${membership.role}`);
  }
  if (entry.keepsTeams) return;
  const isSame =
    before.mappedTeams.length === entry.teams.length &&
    entry.teams.every((team) => before.mappedTeams.includes(team));
  if (isSame) return;
  await memberships.setMappedTeams(user.id, entry.teams);
  applying.changed.push(`${user.email} has other teams in ${space.name}`);
}

async function comeBack(applying: Applying, space: Space, entry: Entry): Promise<void> {
  const { deps, user } = applying;
  if (!user) return;
  await deps.store.membershipsOf(space.id).update(user.id, {
    status: "active",
    role: entry.role,
    licence: entry.role,
    roleSource: entry.roleSource,
  });
  if (!entry.keepsTeams) await deps.store.membershipsOf(space.id).setMappedTeams(user.id, entry.teams);
  await audit(applying, space, user, "user.reactivated", { role: entry.role, licence: entry.role });
  applying.changed.push(`${user.email} has access to ${space.name} again`);
}

async function leave(
  applying: Applying,
  space: Space,
  before: Extract<Standing, { kind: "leave" }>["from"],
): Promise<void> {
  const { deps, directory, user } = applying;
  if (!user) return;
  await deps.store.membershipsOf(space.id).update(user.id, {
    status: "deactivated",
    licence: null,
    isItAdministrator: false,
  });
  const ended = await endDeactivatedAccess(deps, space.id, user, directoryActor(directory));
  await audit(applying, space, user, "user.deactivated", { ...ended, before });
  const { sessionsEnded, tokensEnded } = ended;
  const parts = [
    ...(sessionsEnded > 0 ? [counted(sessionsEnded, "session")] : []),
    ...(tokensEnded > 0 ? [counted(tokensEnded, "token")] : []),
  ];
  const what = parts.length > 0 ? `, and ${parts.join(" and ")} ended` : "";
  applying.changed.push(`${user.email} lost access to ${space.name}${what}`);
}

/** Administrators hear of what they can do something about. */
async function tell(
  { deps, directory, match, user, changed }: Applying,
  space: Space,
  reason: FeedReason,
): Promise<void> {
  const email = user?.email ?? match.address.address;
  changed.push(`${email} stays as they are in ${space.name}. ${feedReasonExplanations[reason].cause}`);
  const about = { email, directory: directory.name };
  if (reason === "no_licence")
    await notifyAdministrators(deps, space, { kind: "directory_no_licence", ...about });
  if (reason === "it_administrator" || reason === "last_administrator")
    await notifyAdministrators(deps, space, {
      kind: "directory_kept",
      ...about,
      lastAdministrator: reason === "last_administrator",
    });
}

async function audit(
  { deps, directory }: Applying,
  space: Space,
  user: User,
  action: string,
  details: Record<string, unknown>,
): Promise<void> {
  await deps.store.auditOf(space.id).append(
    {
      actor: directoryActor(directory),
      action,
      target: { kind: "user", id: user.id, name: user.email },
      details: { ...details, directory: directory.name, directoryId: directory.id },
    },
    deps.now(),
  );
}
