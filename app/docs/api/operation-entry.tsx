import { Link } from "@/components/ui/link";
import type { AnyOperation } from "@/lib/server/api/openapi/all-operations";
import { jsonSchema } from "@/lib/server/api/openapi/json-schema";
import { problemsOf } from "@/lib/server/api/openapi/operation-problems";

interface Field {
  name: string;
  type: string;
  required: boolean;
  description: string | null;
}

/** One operation: its purpose, requirements, input, output and problems. */
export function OperationEntry({ operation }: { operation: AnyOperation }) {
  const { id, method, path, summary, description, scope, query, body, response, status } = operation;
  const permission = "operator" in operation ? undefined : operation.permission;
  return (
    <article
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-4 space-y-3 rounded-lg border border-line p-4"
    >
      <h3 id={`${id}-title`} className="font-semibold">
        {summary}
      </h3>
      <p className="font-mono text-sm [overflow-wrap:anywhere]">
        <strong>{method.toUpperCase()}</strong> /api/v1{path}
      </p>
      {description && <p>{description}</p>}
      <p className="text-sm text-muted">
        {scope ? (
          <>
            Scope <code className="font-mono">{scope}</code>
          </>
        ) : (
          "Any active token"
        )}
        {"operator" in operation && " of an operator token"}
        {permission && (
          <>
            , permission <code className="font-mono">{permission}</code>
          </>
        )}
      </p>
      {query && <Fields title="Query" fields={fieldsOf(jsonSchema(query, "input"))} />}
      {body && <Fields title="Body" fields={fieldsOf(jsonSchema(body, "input"))} />}
      {response && (
        <Fields title={`Response ${status ?? 200}`} fields={fieldsOf(jsonSchema(response, "output"))} />
      )}
      {status === 204 && <p className="text-sm">Response 204, without a body.</p>}
      <details className="text-sm">
        <summary className="w-fit cursor-pointer">Problems</summary>
        <ul className="mt-2 space-y-1">
          {[...problemsOf(operation)].map(([code, names]) => (
            <li key={code} className="flex flex-wrap gap-x-2">
              <span>{code}</span>
              {names.map((name) => (
                <Link key={name} href={`#problem-${name}`}>
                  {name}
                </Link>
              ))}
            </li>
          ))}
        </ul>
      </details>
    </article>
  );
}

function Fields({ title, fields }: { title: string; fields: Field[] }) {
  if (fields.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer">{title}</summary>
      <dl className="mt-2 space-y-1">
        {fields.map(({ name, type, required, description }) => (
          <div key={name} className="flex flex-wrap gap-x-2">
            <dt className="font-mono">{name}</dt>
            <dd className="min-w-0 text-muted [overflow-wrap:anywhere]">
              {type}
              {required && ", required"}
              {description && `. ${description}`}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

type Schema = Record<string, unknown>;
const isSchema = (value: unknown): value is Schema => typeof value === "object" && value !== null;

function fieldsOf(schema: Schema): Field[] {
  // Of a thing with several forms, the fields that any of them has.
  const forms = [schema.oneOf, schema.anyOf].find(Array.isArray);
  if (forms) {
    const all = forms.filter(isSchema).flatMap(fieldsOf);
    return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
  }
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : [];
  return properties
    .filter((entry): entry is [string, Schema] => isSchema(entry[1]))
    .map(([name, one]) => ({
      name,
      type: typeOf(one),
      required: required.includes(name),
      description: typeof one.description === "string" ? one.description : null,
    }));
}

function typeOf(schema: Schema): string {
  if (Array.isArray(schema.enum)) return schema.enum.map(String).join(" | ");
  if (schema.const !== undefined) return String(schema.const);
  if (Array.isArray(schema.anyOf)) return schema.anyOf.filter(isSchema).map(typeOf).join(" or ");
  if (schema.type === "array") return isSchema(schema.items) ? `list of ${typeOf(schema.items)}` : "list";
  if (schema.type === "object" && isSchema(schema.properties))
    return `object with ${Object.keys(schema.properties).join(", ")}`;
  if (typeof schema.format === "string") return `${String(schema.type)} (${schema.format})`;
  return typeof schema.type === "string" ? schema.type : "any";
}
