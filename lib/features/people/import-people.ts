import type { Store } from "@/lib/db/store";
import { spendMail } from "@/lib/features/notifications/mail-limits";
import { welcome } from "@/lib/features/notifications/messages/welcome";
import { sendMessages } from "@/lib/features/notifications/send-message";
import { signInOptions } from "@/lib/features/sign-in/sign-in-options";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { type PersonRow, type RowNote, readPeopleFile } from "@/lib/model/people/people-file";
import type { Membership } from "@/lib/model/people/person";
import { higherRole, type Role, roles } from "@/lib/model/people/roles";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { outsideOf } from "./outside-domains";
import { roleAboveOwn } from "./own-role";

/** The effect of importing a file, in numbers. */
export interface ImportPlan {
  /** People who become members of the space. */
  added: number;
  /** Of them, those of the space's own domains who have a user already, from another space. */
  known: number;
  /** People who are in the space already: they keep their role and status, and get the teams of the file. */
  existing: number;
  perRole: Record<Role, number>;
  newTeams: string[];
  errors: RowNote[];
  flags: RowNote[];
  /** Roles whose licences do not suffice. */
  missingSeats: { role: Role; wanted: number; free: number }[];
}

interface Prepared {
  plan: ImportPlan;
  additions: { row: PersonRow; role: Role }[];
  /** Every valid row, new or not. */
  rows: PersonRow[];
}

/** Reads a file and returns what importing it would do; changes nothing. */
export async function previewImport(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  text: string,
): Promise<Outcome<ImportPlan>> {
  const prepared = await prepare(deps.store, ctx.space, text);
  return prepared.ok ? done(prepared.value.plan) : prepared;
}

/**
 * Imports a file of people in one transaction under the space's lock: users if there are none, memberships with
 * licences, teams. Rows with errors are left out, as the preview announced. Refused as a whole if licences do not
 * suffice. Nobody gets a message unless `welcome`.
 */
export async function importPeople(
  deps: Dependencies,
  ctx: Context,
  input: { text: string; welcome: boolean },
): Promise<Outcome<ImportPlan>> {
  const limited = input.welcome ? await mailLimit(deps, ctx, input.text) : null;
  if (limited) return limited;
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const space = (await tx.spaces.byId(ctx.space.id)) ?? ctx.space;
    const prepared = await prepare(tx, space, input.text);
    if (!prepared.ok) return prepared;
    const { plan, additions, rows } = prepared.value;
    const highest = additions.reduce<Role>((role, one) => higherRole(role, one.role), "reader");
    const above = roleAboveOwn(ctx, highest, "text");
    if (above) return above;
    const [missing] = plan.missingSeats;
    if (missing) {
      return refused(
        "conflict",
        "no_licence",
        `The file needs ${missing.wanted.toLocaleString("en")} ${missing.role} licences and ${missing.free.toLocaleString("en")} are free, so nobody was imported. Give some people another role, or ask your account manager for more seats.`,
        { received: String(missing.wanted), expected: String(missing.free) },
      );
    }
    const userIds = await writePeople(deps, tx, space, additions, rows);
    await writeTeams(deps, tx, space, { rows, userIds, newTeams: plan.newTeams });
    if (input.welcome) await welcomeAll(deps, tx, space, additions, userIds);
    const { errors, flags, ...numbers } = plan;
    await tx.auditOf(space.id).append(
      {
        actor: ctx.actor,
        action: "people.imported",
        details: {
          ...numbers,
          rowsWithErrors: errors.length,
          flaggedRows: flags.length,
          welcome: input.welcome,
          // The rest is found by origin and time; an event cannot list thousands of addresses.
          firstAddresses: additions.slice(0, 100).map(({ row }) => row.email),
        },
      },
      deps.now(),
    );
    return done(plan);
  });
}

/** The reason against mailing the people of the file who are outside the space's domains. */
async function mailLimit(deps: Dependencies, { space }: Pick<Context, "space">, text: string) {
  const prepared = await prepare(deps.store, space, text);
  if (!prepared.ok) return prepared;
  const outside = await outsideOf(deps.store, space.id);
  const recipients = prepared.value.additions.map(({ row }) => row.email).filter(outside);
  return spendMail(deps, space.id, recipients);
}

async function prepare(store: Store, space: Space, text: string): Promise<Outcome<Prepared>> {
  const file = readPeopleFile(text);
  if (!file.ok) return refused("invalid", "file_unreadable", file.message, { field: "text" });
  const { rows, errors, flags } = file;
  const users = new Map(
    (await store.users.byEmails(rows.map(({ email }) => email))).map(({ id, email }) => [email, id]),
  );
  const memberships = store.membershipsOf(space.id);
  const members = await memberships.among([...users.values()]);
  const teams = await store.teamsOf(space.id).all();
  const teamRoles = new Map(teams.map((team) => [team.name.toLowerCase(), team.defaultRole]));
  const named = new Map(rows.flatMap((row) => row.teams).map((name) => [name.toLowerCase(), name]));
  const outside = await outsideOf(store, space.id);
  const perRole: Record<Role, number> = { reader: 0, editor: 0, admin: 0 };
  const additions: Prepared["additions"] = [];
  let known = 0;
  for (const row of rows) {
    const userId = users.get(row.email);
    if (userId !== undefined && members.has(userId)) continue;
    // The space must not learn whether a stranger exists.
    if (userId !== undefined && !outside(row.email)) known += 1;
    const role = row.role ?? roleByTeams(row, teamRoles);
    perRole[role] += 1;
    additions.push({ row, role });
  }
  const inUse = await memberships.seatsInUse();
  const missingSeats = roles.flatMap((role) => {
    const free = Math.max(0, (space.seats[role] ?? Number.POSITIVE_INFINITY) - inUse[role]);
    return perRole[role] > free ? [{ role, wanted: perRole[role], free }] : [];
  });
  const newTeams = [...named].filter(([key]) => !teamRoles.has(key)).map(([, name]) => name);
  const existing = rows.length - additions.length;
  const plan = { added: additions.length, known, existing, perRole, newTeams, errors, flags, missingSeats };
  return done({ plan, additions, rows });
}

/** If the file names no role: the highest default role of the row's teams, else reader. */
function roleByTeams(row: PersonRow, teamRoles: ReadonlyMap<string, Role | null>): Role {
  return row.teams.reduce<Role>((role, name) => {
    const given = teamRoles.get(name.toLowerCase());
    return given ? higherRole(role, given) : role;
  }, "reader");
}

/** Writes users and memberships; returns everybody's user id by address. */
async function writePeople(
  deps: Dependencies,
  tx: Store,
  space: Space,
  additions: Prepared["additions"],
  rows: readonly PersonRow[],
): Promise<Map<string, string>> {
  const now = deps.now();
  await tx.users.insertMany(
    additions.map(({ row: { email, firstName, lastName } }) => ({
      id: deps.secrets.id("user"),
      email,
      firstName,
      lastName,
      passwordHash: null,
      passwordChangedAt: null,
      ssoOnlyOrganizationId: null,
      isOperator: false,
      totpSealed: null,
      totpEnabledAt: null,
      createdAt: now,
      lastSignInAt: null,
      lastPasswordSignInAt: null,
    })),
  );
  const found = await tx.users.byEmails(rows.map(({ email }) => email));
  const userIds = new Map(found.map(({ id, email }) => [email, id]));
  const outside = await outsideOf(tx, space.id);
  const memberships = additions.flatMap(({ row, role }): Membership[] => {
    const userId = userIds.get(row.email);
    if (userId === undefined) return [];
    return [
      {
        spaceId: space.id,
        userId,
        role,
        status: outside(row.email) ? "invited" : "active",
        licence: role,
        isItAdministrator: false,
        permissions: [],
        origin: "csv",
        vouchedFor: false,
        originConnectionId: null,
        roleSource: "manual",
        createdAt: now,
        lastSignInAt: null,
      },
    ];
  });
  await tx.membershipsOf(space.id).insertMany(memberships);
  return userIds;
}

async function writeTeams(
  deps: Dependencies,
  tx: Store,
  space: Space,
  {
    rows,
    userIds,
    newTeams,
  }: {
    rows: readonly PersonRow[];
    userIds: ReadonlyMap<string, string>;
    newTeams: readonly string[];
  },
): Promise<void> {
  const teams = tx.teamsOf(space.id);
  for (const name of newTeams) {
    await teams.insert({
      id: deps.secrets.id("team"),
      spaceId: space.id,
      name,
      defaultRole: null,
      createdAt: deps.now(),
    });
  }
  const idOf = new Map((await teams.all()).map((team) => [team.name.toLowerCase(), team.id]));
  const pairs = new Map<string, { teamId: string; userId: string }>();
  for (const row of rows) {
    const userId = userIds.get(row.email);
    for (const name of row.teams) {
      const teamId = idOf.get(name.toLowerCase());
      if (userId && teamId) pairs.set(`${teamId} ${userId}`, { teamId, userId });
    }
  }
  await teams.addMembers([...pairs.values()]);
}

async function welcomeAll(
  deps: Dependencies,
  tx: Store,
  space: Space,
  additions: Prepared["additions"],
  userIds: ReadonlyMap<string, string>,
): Promise<void> {
  const people = await tx.users.byIds(additions.flatMap(({ row }) => userIds.get(row.email) ?? []));
  const signInWith = (await signInOptions(tx, space)).map(({ name }) => name);
  const messages = people.map((person) => ({
    spaceId: space.id,
    recipient: person.email,
    ...welcome({ space, person, signInWith, appUrl: deps.appUrl }),
  }));
  await sendMessages({ ...deps, store: tx }, messages);
}
