import { type SQL, sql } from "drizzle-orm";
import type { Comparison, Filter } from "@/lib/protocols/scim/filter/filter";
import type { Attribute } from "@/lib/protocols/scim/schema/attribute";
import type { AttributePath } from "@/lib/protocols/scim/schema/find-attribute";

/** Where a resource's values are. Everything that a request brings goes to the database as a parameter. */
export interface ScimColumns {
  /** The document with the provider's values. */
  document: SQL | null;
  /** Values in columns of their own, by the attribute's name (`meta.created`: with a dot). */
  columns: Readonly<Record<string, { value: SQL; folded?: SQL }>>;
  /** Attributes whose values are rows: a condition that one of them has this id, or that there is any. */
  rows: Readonly<Record<string, (id: string | null) => SQL>>;
}

/**
 * A filter as a condition that the same resources fulfil as `matches` finds. The names in it come from the schema;
 * values are parameters. Texts compare without regard to the case of A to Z, by collation “C”.
 */
export function scimCondition(filter: Filter, at: ScimColumns): SQL {
  switch (filter.kind) {
    case "and":
    case "or": {
      const parts = filter.filters.map((part) => scimCondition(part, at));
      return sql`(${sql.join(parts, filter.kind === "and" ? sql` and ` : sql` or `)})`;
    }
    case "not":
      return sql`not ${scimCondition(filter.filter, at)}`;
    case "present":
      return present(filter.path, at);
    case "values":
      return rowsOf(filter.path, at)
        ? scimCondition(filter.filter, at)
        : someElement(filter.path, at, (element) => elementCondition(filter.filter, element));
    case "compare":
      return compare(filter, at);
  }
}

/** The expression to order a list by; its case does not count where the attribute's does not. */
export function scimOrder({ attribute, sub }: AttributePath, at: ScimColumns): SQL {
  const column = columnOf(at, attribute, sub);
  if (column) return ordered(sub ?? attribute, column.value);
  if (!at.document) return sql`null`;
  if (!attribute.multiValued) return ordered(sub ?? attribute, textAt(at.document, attribute, sub));
  // RFC 7644 §3.4.2.3: by the first choice among the values, else by the first.
  const part = partOf(sql`element`, sub);
  return sql`(select ${ordered(sub ?? attribute, part)} from jsonb_array_elements(${at.document} -> ${attribute.name}::text) with ordinality as all_of(element, place) order by (element ->> 'primary') is distinct from 'true', place limit 1)`;
}

type Compared = Extract<Filter, { kind: "compare" }>;

function compare(filter: Compared, at: ScimColumns): SQL {
  const { path, operator, value } = filter;
  const { attribute, sub } = path;
  if (operator === "ne") return sql`not ${compare({ ...filter, operator: "eq" }, at)}`;
  if (rowsOf(path, at)) return compareRow(filter, at);
  if (value === null) return sql`not ${present(path, at)}`;
  const column = columnOf(at, attribute, sub);
  if (column) return sql`coalesce(${comparison(sub ?? attribute, operator, column, value)}, false)`;
  if (!at.document) return sql`false`;
  if (!attribute.multiValued) {
    const found = textAt(at.document, attribute, sub);
    return sql`coalesce(${comparison(sub ?? attribute, operator, { value: found }, value)}, false)`;
  }
  return someElement(path, at, (element) =>
    comparison(sub ?? attribute, operator, { value: partOf(element, sub) }, value),
  );
}

function elementCondition(filter: Filter, element: SQL): SQL {
  switch (filter.kind) {
    case "and":
    case "or": {
      const parts = filter.filters.map((part) => elementCondition(part, element));
      return sql`(${sql.join(parts, filter.kind === "and" ? sql` and ` : sql` or `)})`;
    }
    case "not":
      return sql`not ${elementCondition(filter.filter, element)}`;
    case "present":
      return sql`(${partOf(element, filter.path.sub)} is not null)`;
    case "values":
      return sql`false`;
    case "compare": {
      const { operator, value, path } = filter;
      const found = partOf(element, path.sub);
      if (operator === "ne") return sql`not ${elementCondition({ ...filter, operator: "eq" }, element)}`;
      if (value === null) return sql`(${found} is null)`;
      return sql`coalesce(${comparison(path.sub ?? path.attribute, operator, { value: found }, value)}, false)`;
    }
  }
}

function comparison(
  attribute: Attribute,
  operator: Comparison,
  found: { value: SQL; folded?: SQL },
  wanted: string | boolean,
): SQL {
  if (typeof wanted === "boolean") return sql`${found.value} = ${String(wanted)}`;
  if (attribute.type === "dateTime") return texts[operator](found.value, sql`${wanted}::timestamptz`);
  const left = attribute.caseExact ? found.value : (found.folded ?? fold(found.value));
  const right = attribute.caseExact ? sql`${wanted}::text` : fold(sql`${wanted}::text`);
  return texts[operator](isColumnOfText(operator) ? left : sql`((${left}) collate "C")`, right);
}

/** Equality has no order, so that an index of any collation serves it. */
const isColumnOfText = (operator: Comparison) => operator === "eq" || operator === "ne";

const fold = (text: SQL) => sql`lower(${text} collate "C")`;

const texts: Record<Comparison, (left: SQL, right: SQL) => SQL> = {
  eq: (left, right) => sql`${left} = ${right}`,
  ne: (left, right) => sql`${left} <> ${right}`,
  // Not LIKE: signs of a pattern mean themselves.
  co: (left, right) => sql`strpos(${left}, ${right}) > 0`,
  sw: (left, right) => sql`starts_with(${left}, ${right})`,
  ew: (left, right) => sql`right(${left}, length(${right})) = ${right}`,
  gt: (left, right) => sql`${left} > ${right}`,
  ge: (left, right) => sql`${left} >= ${right}`,
  lt: (left, right) => sql`${left} < ${right}`,
  le: (left, right) => sql`${left} <= ${right}`,
};

function present(path: AttributePath, at: ScimColumns): SQL {
  const { attribute, sub } = path;
  const rows = rowsOf(path, at);
  if (rows) return rows(null);
  const column = columnOf(at, attribute, sub);
  if (column) return sql`(${column.value} is not null)`;
  if (!at.document) return sql`false`;
  if (attribute.multiValued && sub)
    return someElement(path, at, (element) => sql`${partOf(element, sub)} is not null`);
  return sql`(${sub ? textAt(at.document, attribute, sub) : sql`${at.document} -> ${attribute.name}::text`} is not null)`;
}

/** Only the ids of rows can be asked for. */
function compareRow({ operator, value, path }: Compared, at: ScimColumns): SQL {
  const rows = rowsOf(path, at);
  if (!rows || operator !== "eq" || typeof value === "boolean") return sql`false`;
  if (value === null) return sql`not ${rows(null)}`;
  return path.sub?.name === "value" ? rows(value) : sql`false`;
}

function rowsOf({ attribute }: AttributePath, at: ScimColumns) {
  return Object.hasOwn(at.rows, attribute.name) ? at.rows[attribute.name] : undefined;
}

function someElement({ attribute }: AttributePath, at: ScimColumns, condition: (element: SQL) => SQL): SQL {
  if (!at.document) return sql`false`;
  const list = sql`coalesce(${at.document} -> ${attribute.name}::text, '[]'::jsonb)`;
  return sql`exists (select 1 from jsonb_array_elements(${list}) as element where ${condition(sql`element`)})`;
}

function columnOf(at: ScimColumns, attribute: Attribute, sub: Attribute | null) {
  const name = sub ? `${attribute.name}.${sub.name}` : attribute.name;
  return Object.hasOwn(at.columns, name) ? at.columns[name] : undefined;
}

function textAt(document: SQL, attribute: Attribute, sub: Attribute | null): SQL {
  const value = sql`${document} -> ${attribute.name}::text`;
  return sub ? sql`(${value} ->> ${sub.name}::text)` : sql`(${document} ->> ${attribute.name}::text)`;
}

function partOf(element: SQL, sub: Attribute | null): SQL {
  return sql`(${element} ->> ${sub?.name ?? "value"}::text)`;
}

function ordered(attribute: Attribute, value: SQL): SQL {
  if (attribute.type === "dateTime") return value;
  return attribute.caseExact ? sql`(${value})::text collate "C"` : fold(sql`(${value})::text`);
}
