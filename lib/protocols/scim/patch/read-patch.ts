import { scimLimits } from "../limits";
import { checkSchemas, messages } from "../messages";
import { isReadOnly, readAssignments } from "../read-assignments";
import { isObject, type JsonObject, member } from "../read-json";
import { readSimple, readValue } from "../read-value";
import type { ResourceType } from "../schema/attribute";
import { findAttribute } from "../schema/find-attribute";
import { quoted, wrong } from "../scim-fault";
import { readTarget, type Target } from "../target";
import type { PatchOperation } from "./patch-operation";

/** The changes of a PATCH, and the names in it that the schema lacks. */
export interface Patch {
  operations: PatchOperation[];
  ignored: string[];
}

/**
 * Reads a PATCH (RFC 7644 §3.5.2) in every shape that providers send: `op` in any case; a path, or none and an object
 * of attributes or paths; values as text; members to remove as a path's filter, as a list, or beside no path at all.
 * Attributes that the schema lacks are ignored and named: one attribute too many must not keep somebody's access alive
 * that the same request ends.
 */
export function readPatch(type: ResourceType, body: JsonObject): Patch {
  checkSchemas(body, messages.patch);
  const sent = member(body, "Operations");
  if (!Array.isArray(sent) || sent.length === 0)
    throw wrong("invalidSyntax", "A PATCH needs a list of Operations.");
  if (sent.length > scimLimits.patchOperations)
    throw wrong("tooMany", `A PATCH may have ${scimLimits.patchOperations} operations at most.`);
  const length = sent.reduce((sum: number, operation) => sum + pathLength(operation), 0);
  if (length > scimLimits.pathLength)
    throw wrong("tooMany", `The paths of a PATCH may have ${scimLimits.pathLength} characters together.`);
  const patch: Patch = { operations: [], ignored: [] };
  for (const operation of sent) readOperation(type, operation, patch);
  return patch;
}

/** Of the path, or of the names that stand for paths. */
function pathLength(operation: unknown): number {
  if (!isObject(operation)) return 0;
  const path = member(operation, "path");
  if (typeof path === "string" && path !== "") return path.length;
  const value = member(operation, "value");
  return isObject(value) ? Object.keys(value).join("").length : 0;
}

function readOperation(type: ResourceType, sent: unknown, patch: Patch): void {
  if (!isObject(sent)) throw wrong("invalidSyntax", `${quoted(sent)} is not an operation.`);
  const op = readOp(member(sent, "op"));
  const path = member(sent, "path");
  const value = member(sent, "value");
  if (path === undefined || path === null || path === "") {
    readWithoutPath(type, op, value, patch);
    return;
  }
  if (typeof path !== "string") throw wrong("invalidPath", `${quoted(path)} is not a path.`);
  const named = findAttribute(type, path);
  if (named.kind === "schema") {
    const object = isObject(value) ? value : emptied(named.schema.attributes.map(({ name }) => name));
    readWithoutPath(type, op, { [named.schema.id]: object }, patch);
    return;
  }
  const target = readTarget(type, path);
  if (!target) {
    patch.ignored.push(path.slice(0, 200));
    return;
  }
  if (isReadOnly(target))
    throw wrong("mutability", `${quoted(path)} is set by this service and cannot be changed.`);
  patch.operations.push(operationOn(op, target, value));
}

function readOp(sent: unknown): PatchOperation["op"] {
  const op = typeof sent === "string" ? sent.toLowerCase() : sent;
  if (op === "add" || op === "replace" || op === "remove") return op;
  throw wrong("invalidSyntax", `${quoted(sent ?? "")} is not an operation: use add, replace or remove.`);
}

function readWithoutPath(type: ResourceType, op: PatchOperation["op"], value: unknown, patch: Patch): void {
  if (!isObject(value)) {
    throw op === "remove"
      ? wrong("noTarget", "A remove operation needs a path.")
      : wrong("invalidValue", "An operation without a path needs an object of attributes as its value.");
  }
  const { assignments, ignored } = readAssignments(type, value);
  patch.ignored.push(...ignored);
  for (const { target, sent } of assignments) patch.operations.push(operationOn(op, target, sent));
}

/** An object that names the attributes without values. */
function emptied(names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, null]));
}

function operationOn(op: PatchOperation["op"], target: Target, sent: unknown): PatchOperation {
  const { attribute, sub } = target;
  if (op !== "remove") return { op, target, value: sub ? readSimple(sub, sent) : readValue(attribute, sent) };
  // Beside a list of values the list says which of them go: an empty one, none.
  const names = attribute.multiValued && !sub && !target.filter && sent !== undefined && sent !== null;
  return { op, target, value: names ? (readValue(attribute, sent) ?? []) : undefined };
}
