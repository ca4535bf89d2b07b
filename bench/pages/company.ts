import { auditEvents } from "@/drizzle/schema/audit";
import { linkedIdentities, signInAttempts } from "@/drizzle/schema/connections";
import { directories } from "@/drizzle/schema/directories";
import { memberships, teamMembers, teams } from "@/drizzle/schema/people";
import { sessionSpaces, sessions } from "@/drizzle/schema/sessions";
import { users } from "@/drizzle/schema/users";
import { webhooks } from "@/drizzle/schema/webhooks";
import type { Database } from "@/lib/db/driver/database";
import type { OpenDatabase } from "@/lib/db/driver/open-database";
import { analyze, insertRows } from "@/lib/db/testing/insert-rows";
import { passwordHasher } from "@/lib/infra/crypto/password-hasher";
import { named } from "../login/names";
import { createdAt, type WorldSettings } from "../login/settings";
import { fillConnections, fillSpaces } from "../login/world";

const spaceId = named.spaceId(0);
const organizationId = named.organization(0);
const day = 86_400_000;

/** The size of the company whose console is measured. */
export const company = {
  slug: named.slug(0),
  people: 10_000,
  /** Of them, waiting for approval. */
  pending: 1_000,
  connections: 30,
  days: 30,
  signInsADay: 4_000,
  administrator: { email: "admin@bench-0.example", password: "plum harbour lantern 42" },
};

/** The ids that stand for `[id]` in the addresses of the console's pages. */
export const ids = {
  connection: named.connection(0, "saml"),
  user: personId(0),
  team: "team_bench0",
  webhook: "hook_bench0",
  domain: "dom_bench0",
  organization: organizationId,
  directory: "dir_bench0",
  attempt: attemptId(0),
};

function personId(number: number): string {
  return named.user({ space: 0, person: number });
}

function attemptId(number: number): string {
  return `att_bench${number}`;
}

/** Fills an empty, migrated database with one large company, as it looks after some months of use. */
export async function fillCompany({ db, store }: OpenDatabase, world: WorldSettings): Promise<void> {
  await fillSpaces(db, [0]);
  const ways = Array.from({ length: company.connections }, (_, number) => ({
    space: 0,
    protocol: number % 2 === 0 ? ("saml" as const) : ("oidc" as const),
    suffix: number < 2 ? "" : `-${number}`,
  }));
  await fillConnections(db, ways, world);
  await fillMembers(db);
  await fillTeams(db);
  await fillSignIns(db);
  await fillAudit(db);
  await insertRows(db, webhooks, [
    {
      id: ids.webhook,
      spaceId,
      owner: spaceId,
      url: "https://hooks.bench.example/",
      secretSealed: "none",
      events: ["sign_in.refused"],
      enabled: false,
      createdAt,
    },
  ]);
  await insertRows(db, directories, [
    {
      id: ids.directory,
      organizationId,
      name: "Bench",
      provider: "okta",
      status: "observing",
      createdAt,
    },
  ]);
  await store.signInDayCounter.countDays(new Date());
  await analyze(db);
}

const isPending = (number: number) => number >= company.people - company.pending;

// Over 60 lines: the rows of one table after the other.
async function fillMembers(db: Database): Promise<void> {
  const numbers = Array.from({ length: company.people }, (_, number) => number);
  const seenAt = (number: number) => new Date(Date.now() - (number % 60) * day);
  await insertRows(
    db,
    users,
    numbers.map((number) => ({
      id: personId(number),
      email: `person-${number}@${named.domain(0)}`,
      firstName: `First${number % 200}`,
      lastName: `Last${number}`,
      isOperator: false,
      createdAt,
      lastSignInAt: isPending(number) ? null : seenAt(number),
    })),
  );
  const { email, password } = company.administrator;
  const administrator = personId(company.people);
  await insertRows(db, users, [
    {
      id: administrator,
      email,
      firstName: "Robin",
      lastName: "Marsh",
      passwordHash: await passwordHasher.hash(password),
      passwordChangedAt: createdAt,
      isOperator: false,
      createdAt,
    },
  ]);
  const membership = (number: number) => {
    const isAdministrator = number === company.people;
    const waits = isPending(number) && !isAdministrator;
    const role = isAdministrator ? ("admin" as const) : ("reader" as const);
    return {
      spaceId,
      userId: personId(number),
      role,
      status: waits ? ("pending" as const) : ("active" as const),
      licence: waits ? null : role,
      isItAdministrator: isAdministrator,
      permissions: [],
      origin: "sso" as const,
      originConnectionId: ids.connection,
      roleSource: "mapping" as const,
      createdAt,
      lastSignInAt: waits || isAdministrator ? null : seenAt(number),
    };
  };
  await insertRows(db, memberships, [...numbers, company.people].map(membership));
  await insertRows(
    db,
    linkedIdentities,
    numbers
      .filter((number) => !isPending(number))
      .map((number) => ({
        id: `link_bench${number}`,
        organizationId,
        connectionId: ids.connection,
        userId: personId(number),
        issuer: named.samlEntityId(0),
        subject: `person-${number}@${named.domain(0)}`,
        relinkAllowed: false,
        firstUsedAt: createdAt,
        lastUsedAt: seenAt(number),
      })),
  );
}

/** Fifty teams; everybody is in one, and the first has a fifth of them. */
async function fillTeams(db: Database): Promise<void> {
  await insertRows(
    db,
    teams,
    Array.from({ length: 50 }, (_, number) => ({
      id: `team_bench${number}`,
      spaceId,
      name: `Team ${number}`,
      defaultRole: null,
      createdAt,
    })),
  );
  await insertRows(
    db,
    teamMembers,
    Array.from({ length: company.people }, (_, number) => ({
      spaceId,
      teamId: `team_bench${number % 5 === 0 ? 0 : number % 50}`,
      userId: personId(number),
      source: "mapping" as const,
    })),
  );
}

/** A month of sign-ins, one in fifty refused, and the sessions of the last day. */
async function fillSignIns(db: Database): Promise<void> {
  const { days, signInsADay } = company;
  const active = company.people - company.pending;
  const signIns = Array.from({ length: days * signInsADay }, (_, number) => {
    const startedAt = new Date(Date.now() - Math.floor((number / signInsADay) * day) - 60_000);
    return { number, startedAt, person: (number * 7) % active, refused: number % 50 === 0 };
  });
  await insertRows(
    db,
    signInAttempts,
    signIns.map(({ number, startedAt, person, refused }) => ({
      id: attemptId(number),
      organizationId,
      spaceId,
      connectionId: ids.connection,
      connectionName: "Bench saml",
      configurationId: named.configuration(0, "saml"),
      protocol: "saml" as const,
      initiatedBy: "service_provider" as const,
      status: refused ? ("refused" as const) : ("admitted" as const),
      requestId: `request_${number}`,
      email: `person-${person}@${named.domain(0)}`,
      userId: personId(person),
      refusalCode: refused ? "not_provisioned" : null,
      address: "192.0.2.7",
      createdAt: startedAt,
      answeredAt: startedAt,
      finishedAt: startedAt,
      expiresAt: new Date(startedAt.getTime() + 600_000),
    })),
  );
  const open = signIns.slice(0, signInsADay);
  await insertRows(
    db,
    sessions,
    open.map(({ number, startedAt, person }) => ({
      id: `sess_bench${number}`,
      userId: personId(person),
      createdAt: startedAt,
      lastSeenAt: startedAt,
      expiresAt: new Date(Date.now() + day),
      address: "192.0.2.7",
      userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
    })),
  );
  await insertRows(
    db,
    sessionSpaces,
    open.map(({ number, startedAt }) => ({
      sessionId: `sess_bench${number}`,
      spaceId,
      way: "connection" as const,
      connectionId: ids.connection,
      admittedAt: startedAt,
    })),
  );
}

/** As many events as sign-ins in a week. Their hashes are not verified by any page. */
async function fillAudit(db: Database): Promise<void> {
  const events = company.signInsADay * 7;
  await insertRows(
    db,
    auditEvents,
    Array.from({ length: events }, (_, number) => ({
      id: `evt_bench${number}`,
      chain: spaceId,
      spaceId,
      sequence: number + 1,
      at: new Date(Date.now() - Math.floor(((events - number) / company.signInsADay) * day)),
      actorKind: "user" as const,
      actorId: personId(number % 100),
      actorName: `First Last${number % 100}`,
      action: "person.role_changed",
      targetKind: "user",
      targetId: personId(number % 1_000),
      targetName: `person-${number % 1_000}@${named.domain(0)}`,
      details: { from: "reader", to: "editor" },
      address: "192.0.2.7",
      previousHash: `hash ${number}`,
      hash: `hash ${number + 1}`,
    })),
  );
}
