const words: Readonly<Record<string, string>> = {
  provider: "Product",
  connectionId: "Connection for roles",
  prefix: "Begins with",
  expiresAt: "Expires",
  people: "People",
  access: "Access of its people",
  ended: "Lost access",
  request: "Request",
  method: "Method",
  path: "Address",
  status: "Answered with",
  name: "Name",
};
const values: Readonly<Record<string, string>> = { keep: "kept", end: "ended" };

/** The recorded details of what was done to a directory, as labels and values; changes with old and new value. */
export function directoryDetails(
  details: Readonly<Record<string, unknown>>,
): { label: string; value: string }[] {
  return Object.entries(details).flatMap(([name, value]) => {
    if (value === null || value === undefined) return [];
    if (name === "changed" && typeof value === "object") return changesOf(value);
    return [{ label: words[name] ?? name, value: shownValue(value) }];
  });
}

function changesOf(changed: object): { label: string; value: string }[] {
  return Object.entries(changed).map(([name, change]: [string, { from?: unknown; to?: unknown }]) => ({
    label: words[name] ?? name,
    value: `${shownValue(change.from)} → ${shownValue(change.to)}`,
  }));
}

function shownValue(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "object") return JSON.stringify(value);
  return values[String(value)] ?? String(value);
}
