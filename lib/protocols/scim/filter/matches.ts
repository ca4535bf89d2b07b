import { foldAscii } from "@/lib/model/text/fold";
import { isComplex, type ScimComplex, type ScimResource, type ScimSimple, type ScimValue } from "../resource";
import type { Attribute } from "../schema/attribute";
import type { AttributePath } from "../schema/find-attribute";
import type { Comparison, Filter } from "./filter";

/** Whether a resource fulfils a filter. Compiled to SQL, the same filter finds the same resources. */
export function matches(filter: Filter, resource: ScimResource): boolean {
  return holds(
    filter,
    (path) => valuesAt(resource, path),
    (path, inner) =>
      elementsOf(own(resource, path.attribute.name)).some((element) => matchesElement(inner, element)),
  );
}

/** Whether one value of an attribute with several fulfils the filter in its brackets. */
export function matchesElement(filter: Filter, element: ScimComplex): boolean {
  return holds(
    filter,
    ({ sub }) => {
      const value = sub ? own(element, sub.name) : undefined;
      return value === undefined ? [] : [value];
    },
    () => false,
  );
}

function holds(
  filter: Filter,
  read: (path: AttributePath) => ScimSimple[],
  some: (path: AttributePath, inner: Filter) => boolean,
): boolean {
  switch (filter.kind) {
    case "and":
      return filter.filters.every((part) => holds(part, read, some));
    case "or":
      return filter.filters.some((part) => holds(part, read, some));
    case "not":
      return !holds(filter.filter, read, some);
    case "values":
      return some(filter.path, filter.filter);
    case "present":
      return read(filter.path).length > 0;
    case "compare":
      return compare(filter, read(filter.path));
  }
}

/** `ne` is the contrary of `eq`: a value that is absent differs from any. */
function compare(filter: Filter & { kind: "compare" }, values: readonly ScimSimple[]): boolean {
  const { operator, value, path } = filter;
  if (operator === "ne") return !compare({ ...filter, operator: "eq" }, values);
  if (value === null) return values.length === 0;
  return values.some((found) => comparesTo(path.sub ?? path.attribute, operator, found, value));
}

function comparesTo(
  attribute: Attribute,
  operator: Comparison,
  found: ScimSimple,
  wanted: string | boolean,
): boolean {
  if (typeof found === "boolean" || typeof wanted === "boolean") return found === wanted;
  const [left, right] = attribute.caseExact ? [found, wanted] : [foldAscii(found), foldAscii(wanted)];
  return textComparisons[operator](left, right);
}

const textComparisons: Record<Comparison, (left: string, right: string) => boolean> = {
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  co: (left, right) => left.includes(right),
  sw: (left, right) => left.startsWith(right),
  ew: (left, right) => left.endsWith(right),
  gt: (left, right) => order(left, right) > 0,
  ge: (left, right) => order(left, right) >= 0,
  lt: (left, right) => order(left, right) < 0,
  le: (left, right) => order(left, right) <= 0,
};

/** By bytes of UTF-8, as the database does with its collation “C”. */
function order(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function valuesAt(resource: ScimResource, { attribute, sub }: AttributePath): ScimSimple[] {
  const value = own(resource, attribute.name);
  if (value === undefined) return [];
  if (typeof value !== "object") return [value];
  const elements = elementsOf(value);
  if (!sub) return elements.flatMap((element) => Object.values(element));
  return elements.flatMap((element) => own(element, sub.name) ?? []);
}

function elementsOf(value: ScimValue | undefined): ScimComplex[] {
  if (Array.isArray(value)) return value;
  return isComplex(value) ? [value] : [];
}

function own<T>(object: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
