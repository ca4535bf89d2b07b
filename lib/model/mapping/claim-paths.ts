const deepest = 6;
const most = 500;

/** Markers and addresses of omitted claims (OpenID Connect Core §5.6.2): they are not values. */
const markers: ReadonlySet<string> = new Set(["_claim_names", "_claim_sources"]);

type Claims = Readonly<Record<string, unknown>>;

/**
 * Nested claims by path: `realm_access.roles` of `{"realm_access": {"roles": ["a"]}}`. Lists on the way are
 * traversed, so that `groups.name` has the names of all objects in a list. Values are text.
 */
export function claimPaths(claims: Claims): Record<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, value] of Object.entries(claims)) if (!markers.has(name)) descend(found, name, value, 1);
  return Object.fromEntries([...found].filter(([, values]) => values.length > 0));
}

function descend(found: Map<string, string[]>, path: string, value: unknown, depth: number): void {
  for (const one of Array.isArray(value) ? value : [value]) {
    if (typeof one !== "object" || one === null || Array.isArray(one)) continue;
    for (const [name, inner] of Object.entries(one)) {
      const at = `${path}.${name}`;
      add(found, at, inner);
      if (depth < deepest) descend(found, at, inner, depth + 1);
    }
  }
}

function add(found: Map<string, string[]>, path: string, value: unknown): void {
  const plain = (Array.isArray(value) ? value : [value])
    .filter((one) => ["string", "number", "boolean"].includes(typeof one))
    .map(String);
  if (plain.length === 0 || (found.size >= most && !found.has(path))) return;
  found.set(path, [...(found.get(path) ?? []), ...plain]);
}
