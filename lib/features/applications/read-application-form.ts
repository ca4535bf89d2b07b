import type { Store } from "@/lib/db/store";
import type { ApplicationSpace } from "@/lib/model/applications/application";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { createApplicationBody, type NewApplication } from "@/lib/schemas/application";
import type { ApplicationForm } from "@/lib/schemas/application-form";

/** An operator's form input, as a program would send it: slugs are resolved, a key set is parsed. */
export async function readApplicationForm(
  store: Store,
  form: ApplicationForm,
): Promise<Outcome<NewApplication>> {
  const { spaces: slugs, jwks, ...rest } = form;
  const spaces = [];
  for (const slug of rest.openTo === "chosen" ? slugs : []) {
    const space = await store.spaces.bySlug(slug);
    if (!space)
      return refused(
        "invalid",
        "space_unknown",
        `There is no space “${slug}”. Write the slugs of spaces, one a line.`,
        {
          field: "spaces",
          received: slug,
        },
      );
    spaces.push({ spaceId: space.id });
  }
  const keys = rest.tokenEndpointAuthMethod === "private_key_jwt" ? keySet(jwks ?? "") : null;
  const parsed = createApplicationBody.safeParse({ ...rest, jwks: keys, spaces });
  if (parsed.success) return done(parsed.data);
  const [issue] = parsed.error.issues;
  return refused("invalid", "invalid_field", issue?.message ?? "This cannot be used.", {
    field: String(issue?.path[0] ?? "name"),
  });
}

/**
 * The spaces after a change by the form, which has no roles and teams per space: existing ones stay, and so does each
 * space's own choice while the application is open to all.
 */
export function keptSpaces(
  before: readonly ApplicationSpace[],
  { openTo, spaces }: Pick<NewApplication, "openTo" | "spaces">,
): NewApplication["spaces"] {
  const kept = before.map(({ spaceId, roles, teamIds }) => ({ spaceId, roles, teamIds }));
  if (openTo === "all") return kept;
  return spaces.map((space) => kept.find(({ spaceId }) => spaceId === space.spaceId) ?? space);
}

function keySet(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { keys: [] };
  }
}
