import { isObject } from "@/lib/protocols/scim/read-json";

/** Larger bodies are not kept. */
const largest = 16_384;

/** A body as the request log keeps it: without passwords, and `null` if it is large or not readable. */
export function redactBody(body: Uint8Array): unknown {
  if (body.byteLength === 0 || body.byteLength > largest) return null;
  try {
    return redacted(JSON.parse(Buffer.from(body).toString("utf8")), 0);
  } catch {
    return null;
  }
}

function redacted(value: unknown, depth: number): unknown {
  if (depth > 20) return null;
  if (Array.isArray(value)) return value.map((element) => redacted(element, depth + 1));
  if (!isObject(value)) return value;
  // An operation on the password has it beside the name.
  const isPassword = Object.entries(value).some(
    ([name, path]) => isNamed(name, "path") && typeof path === "string" && endsInPassword(path),
  );
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const isSecret = endsInPassword(name) || (isPassword && isNamed(name, "value"));
      return [name, isSecret ? "[removed]" : redacted(member, depth + 1)];
    }),
  );
}

const isNamed = (name: string, wanted: string) => name.toLowerCase() === wanted;
const endsInPassword = (name: string) => name.trim().toLowerCase().endsWith("password");
