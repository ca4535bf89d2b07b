const hidden = "[hidden]";
const deepest = 6;
const longestText = 2_000;
const longestList = 100;

// Compared case-insensitively and without separators; a name that ends in one of these contains a secret.
const secretEndings = [
  "password",
  "passwords",
  "passwordhash",
  "secret",
  "secrets",
  "token",
  "tokens",
  "cookie",
  "cookies",
  "authorization",
  "samlresponse",
  "samlrequest",
  "assertion",
  "privatekey",
  "privatekeypem",
  "encryptionkeys",
  "sealed",
  "ticket",
  "codeverifier",
  "recoverycode",
  "recoverycodes",
  "otp",
  "totp",
  "smtpurl",
  "databaseurl",
];

// In running text: header values, and the password in an address.
const inText: [RegExp, string][] = [
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${hidden}`],
  [/(:\/\/[^\s:/@]*:)[^\s@/]+@/g, `$1${hidden}@`],
  [/\b(SAMLResponse|SAMLRequest|code|client_secret|password|token|ticket)=[^&\s"']+/gi, `$1=${hidden}`],
];

/**
 * Fields that are safe to log: no values with a secret's name, no secrets in addresses and headers, all of bounded
 * size.
 */
export function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return record(Object.entries(fields), 0, new Set());
}

function record(entries: [string, unknown][], depth: number, above: Set<unknown>): Record<string, unknown> {
  return Object.fromEntries(
    entries
      .slice(0, longestList)
      .map(([name, value]) => [name, isSecret(name, value) ? hidden : safe(value, depth, above)]),
  );
}

function isSecret(name: string, value: unknown): boolean {
  // A number of tokens, or whether there is a password, is not secret.
  if (value === null || typeof value === "number" || typeof value === "boolean") return false;
  const plain = name.replace(/[^A-Za-z]/g, "").toLowerCase();
  return secretEndings.some((ending) => plain.endsWith(ending));
}

function safe(value: unknown, depth: number, above: Set<unknown>): unknown {
  if (typeof value === "string") return text(value);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return typeof value === "function" ? undefined : value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return text(value.href);
  if (depth >= deepest || above.has(value)) return "[…]";
  const within = new Set(above).add(value);
  if (value instanceof Error) return error(value, depth, within);
  if (Array.isArray(value)) {
    return value.slice(0, longestList).map((member) => safe(member, depth + 1, within));
  }
  if (!isPlain(value)) return `[${value.constructor?.name ?? "object"}]`;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  const entries =
    value instanceof Map || value instanceof Headers ? [...value.entries()] : Object.entries(value);
  return record(
    entries.map(([name, member]): [string, unknown] => [String(name), member]),
    depth + 1,
    within,
  );
}

/**
 * Whether an object is data. Drivers hang a whole connection on an error, with the key that cancels its statements
 * and the options that it was opened with.
 */
function isPlain(value: object): boolean {
  if (Array.isArray(value) || ArrayBuffer.isView(value) || value instanceof Map || value instanceof Headers)
    return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function error(failed: Error, depth: number, above: Set<unknown>): Record<string, unknown> {
  const { name, message, stack = "", cause, ...rest } = failed;
  const members = Object.entries(rest).filter(([member]) => !ofTheDatabase.has(member));
  // The stack begins with the message; only the places are kept.
  const places = stack.slice(Math.max(stack.indexOf(message), 0) + message.length).split("\n");
  return {
    type: name,
    message: text(withoutParameters(message)),
    ...record(members, depth + 1, above),
    stack: places
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 20)
      .join("\n"),
    ...(cause === undefined ? {} : { cause: safe(cause, depth + 1, above) }),
  };
}

// In these, Drizzle and the drivers repeat the values of a statement or a whole row.
const ofTheDatabase = new Set(["params", "detail", "where", "internalQuery"]);

/** Drizzle puts a failed statement's parameters, hashes among them, at the end of its message. */
function withoutParameters(message: string): string {
  return message.replace(/\nparams: [\s\S]*$/, "");
}

function text(value: string): string {
  // Cut before scanning, so that a long text costs nothing, and again after it, so that no secret is cut in half.
  const clean = inText.reduce(
    (so, [pattern, replacement]) => so.replace(pattern, replacement),
    value.slice(0, 2 * longestText),
  );
  return clean.length > longestText || value.length > 2 * longestText
    ? `${clean.slice(0, longestText)}… (${value.length} characters)`
    : clean;
}
