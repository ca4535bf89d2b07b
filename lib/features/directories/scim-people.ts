import { isDeepStrictEqual } from "node:util";
import type { GroupOfPerson, PersonAsFed, PersonTaken } from "@/lib/db/repositories/directory-people";
import type { DirectoryPerson } from "@/lib/db/repositories/directory-person";
import type { Store } from "@/lib/db/store";
import type { Dependencies } from "@/lib/ports/dependencies";
import { listBody } from "@/lib/protocols/scim/answers";
import { checkVersion, isUnchanged } from "@/lib/protocols/scim/conditions";
import type { ListQuery } from "@/lib/protocols/scim/list-query";
import { applyPatch } from "@/lib/protocols/scim/patch/apply-patch";
import { readPatch } from "@/lib/protocols/scim/patch/read-patch";
import type { JsonObject } from "@/lib/protocols/scim/read-json";
import { readResource } from "@/lib/protocols/scim/read-resource";
import { type ScimResource, textOf } from "@/lib/protocols/scim/resource";
import { attributesOf } from "@/lib/protocols/scim/schema/find-attribute";
import { groupType } from "@/lib/protocols/scim/schema/group";
import { userType } from "@/lib/protocols/scim/schema/user";
import { quoted, ScimFault } from "@/lib/protocols/scim/scim-fault";
import { locationOf, versionTag, writeResource } from "@/lib/protocols/scim/write-resource";
import { applyPerson } from "./apply-person";
import { note, type ScimAnswer, type ScimContext } from "./scim-context";
import { lockTargetSpaces, type TargetSpace } from "./target-spaces";

/** A list of people (RFC 7644 §3.4.2). */
export async function listPeople(
  { store }: Pick<Dependencies, "store">,
  ctx: ScimContext,
  query: ListQuery,
): Promise<ScimAnswer> {
  const people = store.directoryPeopleOf(ctx.directory);
  const { rows, total } = await people.list(query);
  const groups = wantsGroups(ctx) ? await people.groupsOf(rows.map(({ id }) => id)) : [];
  const resources = rows.map((person) => written(ctx, person, groups));
  return { status: 200, body: listBody(resources, total, query.startIndex) };
}

/** One person; 304 if the reader has this version. */
export async function readPerson(
  { store }: Pick<Dependencies, "store">,
  ctx: ScimContext,
  id: string,
): Promise<ScimAnswer> {
  const person = await store.directoryPeopleOf(ctx.directory).byId(id);
  if (!person) throw noSuchPerson(id);
  return answerPerson(store, ctx, person, isUnchanged(ctx.conditions, person.revision) ? 304 : 200);
}

/** Creates a person (RFC 7644 §3.3). */
export async function createPerson(
  deps: Dependencies,
  ctx: ScimContext,
  body: JsonObject,
): Promise<ScimAnswer> {
  const { resource, ignored } = readResource(userType, body);
  ctx.notes.ignored.push(...ignored);
  const fed = fedOf({ active: true, ...resource });
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    const targets = await targetsOf(tx, ctx);
    const people = tx.directoryPeopleOf(ctx.directory);
    const person: DirectoryPerson = {
      id: deps.secrets.id("dperson"),
      directoryId: ctx.directory.id,
      organizationId: ctx.directory.organizationId,
      ...fed,
      userId: null,
      state: "waiting",
      reason: null,
      isDue: true,
      isArriving: fed.active,
      leftAt: null,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
      revision: 1,
    };
    refuseTaken(await people.taken(fed, null), fed);
    if (!(await people.insert(person))) refuseTaken("userName", fed);
    note(ctx, [`created ${person.userName}`]);
    await apply(deps, tx, ctx, targets, person);
    return answerPerson(tx, ctx, person, 201);
  });
}

/** Replaces a person's values (RFC 7644 §3.5.1). `active` stays if it is not named: silence gives nobody access. */
export function replacePerson(deps: Dependencies, ctx: ScimContext, id: string, body: JsonObject) {
  const { resource, ignored } = readResource(userType, body);
  ctx.notes.ignored.push(...ignored);
  return changePerson(deps, ctx, id, ({ active }) => ({ active, ...resource }));
}

/** Changes some of a person's values (RFC 7644 §3.5.2). */
export function patchPerson(deps: Dependencies, ctx: ScimContext, id: string, body: JsonObject) {
  const { operations, ignored } = readPatch(userType, body);
  ctx.notes.ignored.push(...ignored);
  return changePerson(deps, ctx, id, ({ resource }) => applyPatch(resource, operations));
}

/** Deletes a person from the feed: they lose access, and nothing of theirs is deleted. */
export async function deletePerson(deps: Dependencies, ctx: ScimContext, id: string): Promise<ScimAnswer> {
  return deps.store.transaction(async (tx) => {
    const targets = await targetsOf(tx, ctx);
    const people = tx.directoryPeopleOf(ctx.directory);
    const person = await people.lock(id);
    if (!person || person.deletedAt) throw noSuchPerson(id);
    checkVersion(ctx.conditions, person.revision);
    await people.remove(id, deps.now());
    note(ctx, [`deleted ${person.userName}`]);
    await apply(deps, tx, ctx, targets, { ...person, active: false, isArriving: false });
    return { status: 204, body: null };
  });
}

async function changePerson(
  deps: Dependencies,
  ctx: ScimContext,
  id: string,
  change: (person: DirectoryPerson) => ScimResource,
): Promise<ScimAnswer> {
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    const targets = await targetsOf(tx, ctx);
    const people = tx.directoryPeopleOf(ctx.directory);
    const before = await people.lock(id);
    if (!before || before.deletedAt) throw noSuchPerson(id);
    checkVersion(ctx.conditions, before.revision);
    const fed = fedOf(change(before));
    // Providers send the same again and again: nothing is written, and no version is used up.
    if (isDeepStrictEqual(fed.resource, before.resource)) return answerPerson(tx, ctx, before, 200);
    refuseTaken(await people.taken(fed, id), fed);
    const isArriving = fed.active && (before.isArriving || !before.active);
    if (!(await people.write(id, fed, { isDue: true, isArriving, updatedAt: now })))
      refuseTaken("userName", fed);
    const after = await people.lock(id);
    if (!after) throw noSuchPerson(id);
    note(ctx, changesOf(before, after));
    await apply(deps, tx, ctx, targets, after);
    return answerPerson(tx, ctx, after, 200);
  });
}

/** The spaces are locked first, as by every sign-in; while nothing is applied, none. */
async function targetsOf(tx: Store, { directory }: ScimContext): Promise<TargetSpace[]> {
  return directory.status === "active" ? lockTargetSpaces(tx, directory) : [];
}

async function apply(
  deps: Dependencies,
  tx: Store,
  ctx: ScimContext,
  targets: readonly TargetSpace[],
  person: DirectoryPerson,
): Promise<void> {
  if (ctx.directory.status !== "active") return;
  const { changed, reason } = await applyPerson(deps, tx, { directory: ctx.directory, targets, person });
  note(ctx, changed, reason);
}

/** The values of a resource that have columns of their own beside it. */
function fedOf(resource: ScimResource): PersonAsFed {
  return {
    userName: textOf(resource, "userName") ?? "",
    externalId: textOf(resource, "externalId"),
    active: resource.active !== false,
    resource: { active: true, ...resource },
  };
}

function refuseTaken(taken: PersonTaken | null, fed: PersonAsFed): void {
  if (taken === null) return;
  const value = taken === "userName" ? fed.userName : fed.externalId;
  throw new ScimFault(
    409,
    "uniqueness",
    `Another person of this directory has the ${taken} ${quoted(value)}.`,
  );
}

/** The names of the attributes that differ, not their values: the log need not have everything twice. */
function changesOf(before: DirectoryPerson, after: DirectoryPerson): string[] {
  const names = attributesOf(userType)
    .map(({ name }) => name)
    .filter((name) => name !== "active" && !isDeepStrictEqual(before.resource[name], after.resource[name]));
  const access =
    before.active === after.active ? [] : [after.active ? "is active again" : "is no longer active"];
  const others = names.length === 0 ? [] : [`changed ${names.join(", ")}`];
  return [...access, ...others].map((what) => `${after.userName}: ${what}`);
}

function noSuchPerson(id: string): ScimFault {
  return new ScimFault(404, null, `There is no person ${quoted(id)} in this directory.`);
}

const groupsAttribute = attributesOf(userType).find(({ name }) => name === "groups");

function wantsGroups({ selection }: ScimContext): boolean {
  return groupsAttribute !== undefined && selection.has(groupsAttribute);
}

async function answerPerson(
  store: Store,
  ctx: ScimContext,
  person: DirectoryPerson,
  status: 200 | 201 | 304,
): Promise<ScimAnswer> {
  const etag = versionTag(person.revision);
  if (status === 304) return { status, body: null, etag };
  const groups = wantsGroups(ctx) ? await store.directoryPeopleOf(ctx.directory).groupsOf([person.id]) : [];
  const body = written(ctx, person, groups);
  const location = locationOf(userType, { base: ctx.base, id: person.id });
  return { status, body, etag, ...(status === 201 ? { location } : {}) };
}

function written(ctx: ScimContext, person: DirectoryPerson, groups: readonly GroupOfPerson[]) {
  const own = groups
    .filter(({ personId }) => personId === person.id)
    .map(({ id, displayName }) => ({
      value: id,
      $ref: locationOf(groupType, { base: ctx.base, id }),
      display: displayName,
      type: "direct",
    }));
  const resource = own.length > 0 ? { ...person.resource, groups: own } : person.resource;
  const facts = {
    id: person.id,
    created: person.createdAt,
    lastModified: person.updatedAt,
    revision: person.revision,
    base: ctx.base,
  };
  return writeResource(userType, resource, facts, ctx.selection);
}
