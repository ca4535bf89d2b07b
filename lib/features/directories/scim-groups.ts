import type { DirectoryGroup, GroupMember } from "@/lib/db/repositories/directory-groups";
import type { Store } from "@/lib/db/store";
import { counted } from "@/lib/model/text/counted";
import type { Dependencies } from "@/lib/ports/dependencies";
import { listBody } from "@/lib/protocols/scim/answers";
import { checkVersion, isUnchanged } from "@/lib/protocols/scim/conditions";
import type { ListQuery } from "@/lib/protocols/scim/list-query";
import { applyPatch } from "@/lib/protocols/scim/patch/apply-patch";
import {
  divideMemberChanges,
  type MemberChange,
  memberIds,
  netMemberChanges,
} from "@/lib/protocols/scim/patch/member-changes";
import { readPatch } from "@/lib/protocols/scim/patch/read-patch";
import type { JsonObject } from "@/lib/protocols/scim/read-json";
import { readResource } from "@/lib/protocols/scim/read-resource";
import { type ScimResource, textOf } from "@/lib/protocols/scim/resource";
import { attributesOf } from "@/lib/protocols/scim/schema/find-attribute";
import { groupType } from "@/lib/protocols/scim/schema/group";
import { userType } from "@/lib/protocols/scim/schema/user";
import { quoted, ScimFault, wrong } from "@/lib/protocols/scim/scim-fault";
import { locationOf, versionTag, writeResource } from "@/lib/protocols/scim/write-resource";
import { note, type ScimAnswer, type ScimContext } from "./scim-context";

/** A list of groups (RFC 7644 §3.4.2). */
export async function listGroups(
  { store }: Pick<Dependencies, "store">,
  ctx: ScimContext,
  query: ListQuery,
): Promise<ScimAnswer> {
  const groups = store.directoryGroupsOf(ctx.directory);
  const { rows, total } = await groups.list(query);
  const members = wantsMembers(ctx) ? await membersOf(groups, rows) : noMembers;
  const resources = rows.map((group) => written(ctx, group, members));
  return { status: 200, body: listBody(resources, total, query.startIndex) };
}

/** One group; 304 if the reader has this version. */
export async function readGroup(
  { store }: Pick<Dependencies, "store">,
  ctx: ScimContext,
  id: string,
): Promise<ScimAnswer> {
  const group = await store.directoryGroupsOf(ctx.directory).byId(id);
  if (!group) throw noSuchGroup(id);
  return answerGroup(store, ctx, group, isUnchanged(ctx.conditions, group.revision) ? 304 : 200);
}

/** Creates a group, with members or without (RFC 7644 §3.3). */
export async function createGroup(
  deps: Dependencies,
  ctx: ScimContext,
  body: JsonObject,
): Promise<ScimAnswer> {
  const { resource, ignored } = readResource(groupType, body);
  ctx.notes.ignored.push(...ignored);
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    const groups = tx.directoryGroupsOf(ctx.directory);
    const group: DirectoryGroup = {
      id: deps.secrets.id("dgroup"),
      directoryId: ctx.directory.id,
      organizationId: ctx.directory.organizationId,
      displayName: textOf(resource, "displayName") ?? "",
      externalId: textOf(resource, "externalId"),
      createdAt: now,
      updatedAt: now,
      revision: 1,
    };
    refuseTaken(await groups.taken(group, null), group);
    if (!(await groups.insert(group))) refuseTaken("displayName", group);
    note(ctx, [`created the group ${group.displayName}`]);
    const changes: MemberChange[] = [{ op: "add", ids: memberIds(resource.members) ?? [] }];
    await changeMembers(tx, ctx, group, changes);
    return answerGroup(tx, ctx, group, 201);
  });
}

/** Replaces a group's names and members (RFC 7644 §3.5.1). */
export function replaceGroup(deps: Dependencies, ctx: ScimContext, id: string, body: JsonObject) {
  const { resource, ignored } = readResource(groupType, body);
  ctx.notes.ignored.push(...ignored);
  const members: MemberChange[] = [{ op: "replace", ids: memberIds(resource.members) ?? [] }];
  return changeGroup(deps, ctx, id, { change: () => resource, members, status: 200 });
}

/**
 * Changes a group (RFC 7644 §3.5.2). Answered with 204, as Entra ID expects; with the group if the request asks for
 * attributes.
 */
export function patchGroup(
  deps: Dependencies,
  ctx: ScimContext,
  id: string,
  body: JsonObject,
  answers: boolean,
) {
  const { operations, ignored } = readPatch(groupType, body);
  ctx.notes.ignored.push(...ignored);
  const { members, others } = divideMemberChanges(operations);
  const change = (before: ScimResource) => applyPatch(before, others);
  return changeGroup(deps, ctx, id, { change, members, status: answers ? 200 : 204 });
}

/** Deletes a group; its people lose what it gave them. */
export async function deleteGroup(deps: Dependencies, ctx: ScimContext, id: string): Promise<ScimAnswer> {
  return deps.store.transaction(async (tx) => {
    const groups = tx.directoryGroupsOf(ctx.directory);
    const group = await groups.lock(id);
    if (!group) throw noSuchGroup(id);
    checkVersion(ctx.conditions, group.revision);
    const members = await groups.removeMembers(id, null);
    await groups.remove(id);
    await tx.directoryStandingOf(ctx.directory).markDue(members);
    note(ctx, [`deleted the group ${group.displayName} of ${counted(members.length, "person", "people")}`]);
    return { status: 204, body: null };
  });
}

async function changeGroup(
  deps: Dependencies,
  ctx: ScimContext,
  id: string,
  input: {
    change: (before: ScimResource) => ScimResource;
    members: readonly MemberChange[];
    status: 200 | 204;
  },
): Promise<ScimAnswer> {
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    const groups = tx.directoryGroupsOf(ctx.directory);
    const before = await groups.lock(id);
    if (!before) throw noSuchGroup(id);
    checkVersion(ctx.conditions, before.revision);
    const resource = input.change(resourceOf(before));
    const names = {
      displayName: textOf(resource, "displayName") ?? "",
      externalId: textOf(resource, "externalId"),
    };
    const isRenamed = names.displayName !== before.displayName || names.externalId !== before.externalId;
    if (isRenamed) refuseTaken(await groups.taken(names, id), names);
    const isMoved = await changeMembers(tx, ctx, before, input.members);
    if (isRenamed || isMoved) {
      if (!(await groups.write(id, { ...names, updatedAt: now }))) refuseTaken("displayName", names);
    }
    if (isRenamed) {
      note(ctx, [`the group ${before.displayName} is now ${names.displayName}`]);
      await tx.directoryStandingOf(ctx.directory).markDue(await groups.memberIds(id));
    }
    if (input.status === 204) return { status: 204, body: null };
    const after = await groups.byId(id);
    if (!after) throw noSuchGroup(id);
    return answerGroup(tx, ctx, after, 200);
  });
}

/** Carries out what the changes come to. People whose groups changed are due. Returns whether anything changed. */
async function changeMembers(
  tx: Store,
  ctx: ScimContext,
  group: Pick<DirectoryGroup, "id" | "displayName">,
  changes: readonly MemberChange[],
): Promise<boolean> {
  const groups = tx.directoryGroupsOf(ctx.directory);
  const named = changes.flatMap(({ op, ids }) => (op === "remove" ? [] : (ids ?? [])));
  await refuseStrangers(tx.directoryPeopleOf(ctx.directory), named);
  const came = new Set<string>();
  const went = new Set<string>();
  for (const { op, ids } of netMemberChanges(changes)) {
    const gone =
      op === "remove"
        ? await groups.removeMembers(group.id, ids)
        : op === "replace"
          ? await groups.removeMembers(group.id, await othersThan(groups, group.id, ids ?? []))
          : [];
    const added = op === "remove" ? [] : await groups.addMembers(group.id, ids ?? []);
    for (const id of gone) if (!came.delete(id)) went.add(id);
    for (const id of added) if (!went.delete(id)) came.add(id);
  }
  await tx.directoryStandingOf(ctx.directory).markDue([...came, ...went]);
  if (came.size > 0)
    note(ctx, [`${counted(came.size, "person", "people")} joined the group ${group.displayName}`]);
  if (went.size > 0)
    note(ctx, [`${counted(went.size, "person", "people")} left the group ${group.displayName}`]);
  return came.size + went.size > 0;
}

async function othersThan(
  groups: ReturnType<Store["directoryGroupsOf"]>,
  groupId: string,
  ids: readonly string[],
): Promise<string[]> {
  const kept = new Set(ids);
  return (await groups.memberIds(groupId)).filter((id) => !kept.has(id));
}

/** Members must be people of this very directory; whoever else there is with the id is not revealed. */
async function refuseStrangers(people: ReturnType<Store["directoryPeopleOf"]>, ids: readonly string[]) {
  if (ids.length === 0) return;
  const known = await people.among(ids);
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  const shown = unknown.slice(0, 3).map(quoted).join(", ");
  throw wrong(
    "invalidValue",
    `${unknown.length === 1 ? "This member is" : `${unknown.length} members are`} not in the directory: ${shown}. Send the people before their groups.`,
  );
}

function resourceOf({ displayName, externalId }: DirectoryGroup): ScimResource {
  return { displayName, ...(externalId === null ? {} : { externalId }) };
}

function refuseTaken(
  taken: "displayName" | "externalId" | null,
  group: Pick<DirectoryGroup, "displayName" | "externalId">,
): void {
  if (taken === null) return;
  throw new ScimFault(
    409,
    "uniqueness",
    `Another group of this directory has the ${taken} ${quoted(group[taken])}.`,
  );
}

function noSuchGroup(id: string): ScimFault {
  return new ScimFault(404, null, `There is no group ${quoted(id)} in this directory.`);
}

const membersAttribute = attributesOf(groupType).find(({ name }) => name === "members");

function wantsMembers({ selection }: ScimContext): boolean {
  return membersAttribute !== undefined && selection.has(membersAttribute);
}

async function answerGroup(
  store: Store,
  ctx: ScimContext,
  group: DirectoryGroup,
  status: 200 | 201 | 304,
): Promise<ScimAnswer> {
  const etag = versionTag(group.revision);
  if (status === 304) return { status, body: null, etag };
  const groups = store.directoryGroupsOf(ctx.directory);
  const members = wantsMembers(ctx) ? await membersOf(groups, [group]) : noMembers;
  const location = locationOf(groupType, { base: ctx.base, id: group.id });
  return { status, body: written(ctx, group, members), etag, ...(status === 201 ? { location } : {}) };
}

type Members = ReadonlyMap<string, GroupMember[]>;
const noMembers: Members = new Map();

/** RFC 7644 has no pages of members, so that a list of large groups would be an answer without bounds. */
const mostMembers = 50_000;

async function membersOf(
  groups: ReturnType<Store["directoryGroupsOf"]>,
  rows: readonly Pick<DirectoryGroup, "id">[],
): Promise<Members> {
  const found = await groups.membersOf(
    rows.map(({ id }) => id),
    mostMembers + 1,
  );
  if (found.length > mostMembers)
    throw wrong(
      "tooMany",
      `These groups have more than ${mostMembers} members. Ask with excludedAttributes=members, or for fewer groups.`,
    );
  const byGroup = new Map<string, GroupMember[]>();
  for (const member of found) {
    const others = byGroup.get(member.groupId);
    if (others) others.push(member);
    else byGroup.set(member.groupId, [member]);
  }
  return byGroup;
}

function written(ctx: ScimContext, group: DirectoryGroup, members: Members) {
  const own = (members.get(group.id) ?? []).map(({ personId, userName }) => ({
    value: personId,
    $ref: locationOf(userType, { base: ctx.base, id: personId }),
    type: "User",
    display: userName,
  }));
  const resource = resourceOf(group);
  const facts = {
    id: group.id,
    created: group.createdAt,
    lastModified: group.updatedAt,
    revision: group.revision,
    base: ctx.base,
  };
  return writeResource(
    groupType,
    own.length > 0 ? { ...resource, members: own } : resource,
    facts,
    ctx.selection,
  );
}
