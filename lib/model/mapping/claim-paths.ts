const deepest = 6;
const most = 500;
/** Objects and values that are looked at: some thousand times what a token holds, and a moment's work. */
const mostSteps = 20_000;

/** Markers and addresses of omitted claims (OpenID Connect Core §5.6.2): they are not values. */
const markers: ReadonlySet<string> = new Set(["_claim_names", "_claim_sources"]);

type Claims = Readonly<Record<string, unknown>>;

/**
 * What nested claims hold, by path: `realm_access.roles` of `{"realm_access": {"roles": ["a"]}}`. Lists on the way are
 * walked through, so that `groups.name` has the names of all of a list of objects. Values are text. A document of a
 * megabyte may hold a hundred thousand objects: what comes after the first 20,000 steps is not read.
 */
export function claimPaths(claims: Claims): Record<string, string[]> {
  const walk: Walk = { found: new Map(), steps: 0 };
  for (const [name, value] of Object.entries(claims)) if (!markers.has(name)) descend(walk, name, value, 1);
  return Object.fromEntries([...walk.found].filter(([, values]) => values.length > 0));
}

interface Walk {
  found: Map<string, string[]>;
  steps: number;
}

function descend(walk: Walk, path: string, value: unknown, depth: number): void {
  for (const one of Array.isArray(value) ? value : [value]) {
    if (++walk.steps > mostSteps) return;
    if (typeof one !== "object" || one === null || Array.isArray(one)) continue;
    for (const [name, inner] of Object.entries(one)) {
      const at = `${path}.${name}`;
      add(walk, at, inner);
      if (depth < deepest) descend(walk, at, inner, depth + 1);
    }
  }
}

function add(walk: Walk, path: string, value: unknown): void {
  const { found } = walk;
  if (found.size >= most && !found.has(path)) return;
  for (const one of Array.isArray(value) ? value : [value]) {
    if (++walk.steps > mostSteps) return;
    if (!["string", "number", "boolean"].includes(typeof one)) continue;
    const known = found.get(path);
    if (known) known.push(String(one));
    else found.set(path, [String(one)]);
  }
}
