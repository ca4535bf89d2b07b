type Input = { [name: string]: unknown };

const forbidden = new Set(["__proto__", "prototype", "constructor"]);
const largestIndex = 999;
/** No schema nests deeper; code that walks the result of a longer name would run out of stack. */
const deepest = 8;

/**
 * A form's data as the object that a schema parses. Dotted names nest (`settings.loginUrl`), numbers make lists
 * (`rules.0.value`), repeated names and names ending in `[]` make lists too. A field `payload` with a JSON object
 * carries whole structures; fields beside it add to it. Next's own hidden fields are left out.
 */
export function formInput(form: FormData, without: readonly string[] = []): Input {
  const input: Input = payloadOf(form);
  for (const [name, values] of byName(form)) {
    if (name === "payload" || name.startsWith("$ACTION") || without.includes(name)) continue;
    const isList = name.endsWith("[]");
    put(input, isList ? name.slice(0, -2) : name, isList || values.length > 1 ? values : values[0]);
  }
  return input;
}

/** In one pass: `getAll` goes through the whole form for each name. */
function byName(form: FormData): Map<string, FormDataEntryValue[]> {
  const found = new Map<string, FormDataEntryValue[]>();
  for (const [name, value] of form) {
    const values = found.get(name);
    if (values) values.push(value);
    else found.set(name, [value]);
  }
  return found;
}

function payloadOf(form: FormData): Input {
  const payload = form.get("payload");
  if (typeof payload !== "string") return {};
  try {
    const value: unknown = JSON.parse(payload);
    // A copy without a prototype's setters: JSON may name __proto__.
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

function put(input: Input, name: string, value: unknown): void {
  const path = name.split(".", deepest + 1);
  if (path.length > deepest) return;
  if (path.some((part) => part === "" || forbidden.has(part))) return;
  let place: Input | unknown[] = input;
  for (const [depth, part] of path.entries()) {
    const index = Array.isArray(place) ? Number(part) : part;
    if (typeof index === "number" && !(Number.isInteger(index) && index >= 0 && index <= largestIndex))
      return;
    const room = place as Record<string | number, unknown>;
    const next = path[depth + 1];
    if (next === undefined) {
      room[index] = value;
      return;
    }
    const existing = Object.hasOwn(room, index) ? room[index] : undefined;
    if (typeof existing === "object" && existing !== null) place = existing as Input;
    else {
      const made: Input | unknown[] = /^\d+$/.test(next) ? [] : {};
      room[index] = made;
      place = made;
    }
  }
}
