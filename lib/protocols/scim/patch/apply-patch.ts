import type { Filter } from "../filter/filter";
import { matchesElement } from "../filter/matches";
import { scimLimits } from "../limits";
import { onePrimary } from "../read-value";
import { isComplex, type ScimComplex, type ScimResource, type ScimSimple, type ScimValue } from "../resource";
import type { Attribute } from "../schema/attribute";
import { quoted, wrong } from "../scim-fault";
import type { PatchOperation } from "./patch-operation";

/**
 * The resource after all operations, in their order; the one given stays as it is, so that a fault changes nothing.
 * Throws `noTarget`, `mutability` where something required would go, or `tooMany`.
 */
export function applyPatch(resource: ScimResource, operations: readonly PatchOperation[]): ScimResource {
  const next = structuredClone(resource);
  let comparisons = 0;
  for (const operation of operations) {
    comparisons += comparisonsOf(next, operation);
    if (comparisons > scimLimits.patchComparisons)
      throw wrong("tooMany", "The operations compare too many values with each other. Send fewer at once.");
    applyOne(next, operation);
  }
  return next;
}

/** How often an operation looks at values that are there: once for each condition, or for each value beside them. */
function comparisonsOf(resource: ScimResource, { target, value }: PatchOperation): number {
  if (!target.attribute.multiValued) return 0;
  const { name } = target.attribute;
  const before = Object.hasOwn(resource, name) ? resource[name] : undefined;
  const fresh = Array.isArray(value) ? value.length : 1;
  const present = Array.isArray(before) ? before.length : 0;
  return target.filter ? present * conditionsIn(target.filter) : fresh * (present + fresh);
}

function conditionsIn(filter: Filter): number {
  if (filter.kind === "and" || filter.kind === "or")
    return filter.filters.reduce((sum, each) => sum + conditionsIn(each), 0);
  return filter.kind === "not" || filter.kind === "values" ? conditionsIn(filter.filter) : 1;
}

function applyOne(resource: ScimResource, operation: PatchOperation): void {
  const { attribute } = operation.target;
  const before = Object.hasOwn(resource, attribute.name) ? resource[attribute.name] : undefined;
  const after = attribute.multiValued
    ? changeSeveral(attribute, Array.isArray(before) ? before : [], operation)
    : changeOne(isComplex(before) ? before : undefined, operation);
  if (after === undefined) {
    // RFC 7644 §3.5.2.2. Somebody whose `active` were removed would be neither in nor out.
    if (attribute.required || attribute.name === "active")
      throw wrong("mutability", `${quoted(attribute.name)} cannot be removed.`);
    delete resource[attribute.name];
  } else resource[attribute.name] = after;
}

function changeOne(before: ScimComplex | undefined, operation: PatchOperation): ScimValue | undefined {
  const { op, target, value } = operation;
  if (target.sub) {
    const sent = op === "remove" ? undefined : simple(value);
    return filled(withPart(kept(before, target.sub.name, sent), target.sub.name, sent));
  }
  if (op === "remove" || value === undefined) return undefined;
  // RFC 7644 §3.5.2.3: parts that are not named stay as they are.
  if (!isComplex(value)) return value;
  return filled({ ...kept(before, "value", value.value ?? before?.value), ...value });
}

/** What stays of a value: nothing if it now points to somebody else, whose name and address the other parts are not. */
function kept(before: ScimComplex | undefined, part: string, value: ScimSimple | undefined): ScimComplex {
  const points = part === "value" && before?.value !== undefined && before.value !== value;
  return points ? {} : (before ?? {});
}

function changeSeveral(
  attribute: Attribute,
  before: readonly ScimComplex[],
  operation: PatchOperation,
): ScimComplex[] | undefined {
  const { target, value } = operation;
  const after =
    target.filter || target.sub
      ? changeSome(before, operation)
      : changeAll(before, operation.op, Array.isArray(value) ? value : undefined);
  if (after.length === 0) return undefined;
  if (after.length > scimLimits.values)
    throw wrong("invalidValue", `${quoted(attribute.name)} has more than ${scimLimits.values} values.`);
  return primaryAsChanged(before, after);
}

function changeAll(
  before: readonly ScimComplex[],
  op: PatchOperation["op"],
  values: readonly ScimComplex[] | undefined,
): ScimComplex[] {
  if (op === "replace") return [...(values ?? [])];
  if (op === "remove") {
    return values ? before.filter((element) => !values.some((value) => isNamed(element, value))) : [];
  }
  const fresh = (values ?? []).filter((value, index, all) => {
    return ![...before, ...all.slice(0, index)].some((element) => isEqual(element, value));
  });
  return [...before, ...fresh];
}

/** Whether every part of `named` is in the element: `{"value": "x"}` names one with a type, too. */
function isNamed(element: ScimComplex, named: ScimComplex): boolean {
  return Object.entries(named).every(([name, value]) => element[name] === value);
}

function isEqual(one: ScimComplex, other: ScimComplex): boolean {
  return Object.keys(one).length === Object.keys(other).length && isNamed(one, other);
}

/** Changes the values that the brackets choose, or a part of all of them. */
function changeSome(before: readonly ScimComplex[], operation: PatchOperation): ScimComplex[] {
  const { op, target, value } = operation;
  const { filter, sub } = target;
  const isChosen = (element: ScimComplex) => !filter || matchesElement(filter, element);
  if (op === "remove" && !sub) return before.filter((element) => !isChosen(element));
  const change = (element: ScimComplex): ScimComplex =>
    sub ? withPart(element, sub.name, simple(value)) : { ...element, ...partsOf(value) };
  if (before.some(isChosen)) {
    return before.flatMap((element) => (isChosen(element) ? (filled(change(element)) ?? []) : [element]));
  }
  if (op === "remove" || value === undefined) return [...before];
  // Entra ID sets `emails[type eq "work"].value` of people who have no such address yet, and expects it to be made.
  return [...before, change(filter ? describedBy(filter) : {})];
}

/** The value that a filter of equalities describes. */
function describedBy(filter: Filter): ScimComplex {
  if (filter.kind === "and") return Object.assign({}, ...filter.filters.map(describedBy));
  if (filter.kind === "compare" && filter.operator === "eq" && filter.value !== null && filter.path.sub)
    return { [filter.path.sub.name]: filter.value };
  throw wrong("noTarget", "No value fulfils the filter of the path, and it does not say which one to make.");
}

/** A value that has become the primary one takes the mark from those before it. */
function primaryAsChanged(before: readonly ScimComplex[], after: readonly ScimComplex[]): ScimComplex[] {
  const marked = after.filter(({ primary }) => primary === true);
  if (marked.length < 2) return [...after];
  const fresh = marked.find((element) => !before.some((old) => old.primary === true && isSame(old, element)));
  if (!fresh) return onePrimary(after);
  return after.map((element) =>
    element.primary === true && element !== fresh ? { ...element, primary: false } : element,
  );
}

const isSame = (one: ScimComplex, other: ScimComplex) => one === other || isEqual(one, other);

function withPart(element: ScimComplex, name: string, value: ScimSimple | undefined): ScimComplex {
  const { [name]: _, ...rest } = element;
  return value === undefined ? rest : { ...rest, [name]: value };
}

function filled(element: ScimComplex): ScimComplex | undefined {
  return Object.keys(element).length > 0 ? element : undefined;
}

const simple = (value: ScimValue | undefined) => (typeof value === "object" ? undefined : value);

function partsOf(value: ScimValue | undefined): ScimComplex {
  const [first] = Array.isArray(value) ? value : [value];
  return isComplex(first) ? first : {};
}
