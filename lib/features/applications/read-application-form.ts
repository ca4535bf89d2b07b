import type { Store } from "@/lib/db/store";
import type { ApplicationSpace } from "@/lib/model/applications/application";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { createApplicationBody, type NewApplication } from "@/lib/schemas/application";
import type { ApplicationForm } from "@/lib/schemas/application-form";

/** What an operator has typed, as a program would have sent it: slugs are looked up, a key set is read. */
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
 * The spaces after a change by the form, which knows of no roles and teams of single spaces: they stay as they were, and so
 * does every space's own choice while the application is open to all.
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
