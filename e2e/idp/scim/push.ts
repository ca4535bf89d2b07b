import type { Fault } from "./faults";
import type { Call, Flavour } from "./flavours/flavour";
import type { Pushed, Roster, RosterGroup, RosterPerson } from "./roster";
import type { LoggedCall, Transport } from "./transport";

/** How a push went. */
export interface PushResult {
  requests: number;
  refused: number;
}

/** Everything that a push needs. */
export interface PushInput {
  flavour: Flavour;
  transport: Transport;
  roster: Roster;
  pushed: Pushed;
  fault: Fault | null;
}

/** Brings the application to the state of the roster, as the provider does: what differs since the last push. */
export async function push(input: PushInput): Promise<PushResult> {
  const counts = { requests: 0, refused: 0 };
  const { fault, flavour, transport } = input;
  const send = async (call: Call): Promise<LoggedCall> => {
    const override = fault === "wrong-token" ? { token: `ghd_${"w".repeat(43)}` } : {};
    if (fault === "repeat") {
      counts.requests += 1;
      await transport.send(call, override);
    }
    const logged = await transport.send(call, override);
    counts.requests += 1;
    if (logged.status < 200 || logged.status >= 300) counts.refused += 1;
    return logged;
  };
  if (fault === "flood") await Promise.all(Array.from({ length: 200 }, () => send(flavour.test)));
  if (fault === "half-bulk") {
    await send(halfBulk(input.roster));
    return counts;
  }
  const step = { ...input, send };
  if (fault === "reorder") await pushGroups(step, true);
  await pushPeople(step);
  await pushGroups(step, false);
  return counts;
}

type Step = PushInput & { send: (call: Call) => Promise<LoggedCall> };

async function pushPeople(step: Step): Promise<void> {
  const { roster, pushed } = step;
  const present = new Set(roster.people.map(({ id }) => id));
  for (const person of roster.people) await pushPerson(step, person);
  for (const [id, { remoteId, person }] of [...pushed.people])
    if (!present.has(id) && (await all(step, step.flavour.removePerson(remoteId, person))))
      pushed.people.delete(id);
}

async function pushPerson(step: Step, person: RosterPerson): Promise<void> {
  const { flavour, pushed, send } = step;
  const known = pushed.people.get(person.id);
  if (known) {
    if (same(known.person, person)) return;
    if (await all(step, flavour.changePerson(known.remoteId, known.person, person)))
      pushed.people.set(person.id, { ...known, person: { ...person } });
    return;
  }
  const found = idIn(await send(flavour.findPerson(person)));
  if (found) {
    const blank = { ...person, givenName: "", familyName: "" };
    if (await all(step, flavour.changePerson(found, blank, person)))
      pushed.people.set(person.id, { remoteId: found, person: { ...person } });
    return;
  }
  const remoteId = idIn(await send(flavour.createPerson(person)));
  if (remoteId) pushed.people.set(person.id, { remoteId, person: { ...person } });
}

async function pushGroups(step: Step, beforePeople: boolean): Promise<void> {
  const { roster, pushed } = step;
  const present = new Set(roster.groups.map(({ id }) => id));
  for (const group of roster.groups) await pushGroup(step, group, beforePeople);
  for (const [id, { remoteId }] of [...pushed.groups])
    if (!present.has(id) && (await all(step, step.flavour.removeGroup(remoteId)))) pushed.groups.delete(id);
}

async function pushGroup(step: Step, group: RosterGroup, beforePeople: boolean): Promise<void> {
  const { flavour, pushed, send } = step;
  // Before the people are pushed, nobody has an id: the provider's own ids stand for them, which are nobody's here.
  const idOf = (id: string) => pushed.people.get(id)?.remoteId ?? (beforePeople ? id : null);
  const remote = (ids: readonly string[]) => ids.flatMap((id) => idOf(id) ?? []);
  const kept = { ...group, members: [...group.members] };
  const known = pushed.groups.get(group.id);
  if (!known) {
    const members = remote(group.members);
    const found = idIn(await send(flavour.findGroup(group)));
    const made = found ?? idIn(await send(flavour.createGroup(group, members)));
    if (!made) return;
    const sent = found === null && flavour.sendsMembersAtCreation;
    const change = { added: members, removed: [], all: members };
    const isWhole =
      sent || members.length === 0 || (await all(step, flavour.changeMembers(made, group, change)));
    pushed.groups.set(group.id, { remoteId: made, group: isWhole ? kept : { ...kept, members: [] } });
    return;
  }
  const { remoteId, group: before } = known;
  let isDone = true;
  if (before.name !== group.name)
    isDone = await all(step, flavour.renameGroup(remoteId, group, remote(group.members)));
  const change = {
    added: remote(group.members.filter((id) => !before.members.includes(id))),
    removed: remote(before.members.filter((id) => !group.members.includes(id))),
    all: remote(group.members),
  };
  if (change.added.length + change.removed.length > 0)
    isDone = (await all(step, flavour.changeMembers(remoteId, group, change))) && isDone;
  if (isDone) pushed.groups.set(group.id, { remoteId, group: kept });
}

/** Sends one after the other; false if one was refused. */
async function all({ send }: Step, calls: readonly Call[]): Promise<boolean> {
  for (const call of calls) if ((await send(call)).status >= 300) return false;
  return true;
}

const same = (a: RosterPerson, b: RosterPerson) => JSON.stringify(a) === JSON.stringify(b);

/** The id of what was created, or of the first that was found. */
function idIn({ status, answer }: LoggedCall): string | null {
  if (status < 200 || status >= 300 || typeof answer !== "object" || answer === null) return null;
  const { id, Resources } = answer as { id?: unknown; Resources?: { id?: unknown }[] };
  const found = Resources ? Resources[0]?.id : id;
  return typeof found === "string" ? found : null;
}

/** People by one Bulk; those of the second half lack what they need. */
function halfBulk({ people }: Roster): Call {
  const half = Math.ceil(people.length / 2);
  const Operations = people.map((person, index) => ({
    method: "POST",
    path: "/Users",
    bulkId: person.id,
    data: {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      externalId: person.id,
      active: person.active,
      ...(index < half ? { userName: person.userName } : {}),
    },
  }));
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"];
  return { method: "POST", path: "/Bulk", body: { schemas, Operations } };
}
