import type { Filter } from "../filter/filter";
import type { ScimValue } from "../resource";
import { wrong } from "../scim-fault";
import type { PatchOperation } from "./patch-operation";

/** One change of a group's members, by their ids. */
export interface MemberChange {
  op: "add" | "replace" | "remove";
  /** `null`: all of them. */
  ids: string[] | null;
}

/**
 * Divides the operations on a group into those on its members and the others. Members are kept in a table of their
 * own: a group of 20,000 must not be read and written to add one, and two requests at once must not undo each other.
 */
export function divideMemberChanges(operations: readonly PatchOperation[]): {
  members: MemberChange[];
  others: PatchOperation[];
} {
  const isOnMembers = ({ target }: PatchOperation) => target.attribute.name === "members";
  return {
    members: operations.filter(isOnMembers).map(memberChange),
    others: operations.filter((operation) => !isOnMembers(operation)),
  };
}

function memberChange({ op, target, value }: PatchOperation): MemberChange {
  if (target.filter) {
    if (op === "remove") return { op, ids: idsIn(target.filter) };
    throw wrong("mutability", "A member of a group cannot be changed. Remove one and add the other.");
  }
  const ids = target.sub ? (typeof value === "string" ? [value] : null) : memberIds(value);
  if (op === "remove") return { op, ids };
  return { op, ids: ids ?? [] };
}

/**
 * What the changes come to, in two changes at most: who is named last decides about a person. A request with 1,000
 * operations must not become 1,000 statements.
 */
export function netMemberChanges(changes: readonly MemberChange[]): MemberChange[] {
  let isReplaced = false;
  let added = new Set<string>();
  let removed = new Set<string>();
  for (const { op, ids } of changes) {
    if (op === "replace" || ids === null) {
      isReplaced = true;
      added = new Set(op === "replace" ? ids : []);
      removed = new Set();
      continue;
    }
    const [from, to] = op === "add" ? [removed, added] : [added, removed];
    for (const id of ids) {
      from.delete(id);
      to.add(id);
    }
  }
  if (isReplaced) return [{ op: "replace", ids: [...added] }];
  const lists = { remove: [...removed], add: [...added] };
  return (["remove", "add"] as const).flatMap((op) => (lists[op].length > 0 ? [{ op, ids: lists[op] }] : []));
}

/** The ids in a list of members; `null` if there is none. Only people can be members. */
export function memberIds(members: ScimValue | undefined): string[] | null {
  if (!Array.isArray(members)) return null;
  return members.map(({ value, type }) => {
    if (typeof value !== "string") throw wrong("invalidValue", "A member needs a value: the id of a person.");
    if (typeof type === "string" && type.toLowerCase() === "group")
      throw wrong("invalidValue", "A group cannot be a member of a group here. Assign its people instead.");
    return value;
  });
}

/** The ids that `value eq "…"` names, several with `or`. */
function idsIn(filter: Filter): string[] {
  if (filter.kind === "or") return filter.filters.flatMap(idsIn);
  const names = filter.kind === "compare" && filter.operator === "eq" && filter.path.sub?.name === "value";
  if (names && typeof filter.value === "string") return [filter.value];
  throw wrong("invalidPath", "Members can be chosen by value eq only.");
}
