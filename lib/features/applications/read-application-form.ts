import { done, type Outcome, refused } from "@/lib/model/outcome";
import { createApplicationBody, type NewApplication } from "@/lib/schemas/application";
import type { ApplicationForm, ChangeApplicationForm } from "@/lib/schemas/application-form";

/** What the form has no field for stays as it is. */
type FormInput = Omit<NewApplication, "spaces" | "logo" | "logoUri">;

/** An operator's form input, as a program would send it: a key set is parsed. */
export function readApplicationForm(form: ApplicationForm): Outcome<NewApplication> {
  const { spaceIds, ...settings } = form;
  const read = readSettings(settings);
  if (!read.ok) return read;
  const chosen = settings.openTo === "chosen" ? spaceIds : [];
  return done({
    ...read.value,
    logoUri: null,
    spaces: chosen.map((spaceId) => ({ spaceId, roles: [], teamIds: [] })),
  });
}

/** The same for an application that exists. */
export function readSettings({
  jwks,
  ...form
}: Omit<ApplicationForm, "spaceIds"> | Omit<ChangeApplicationForm, "id">): Outcome<FormInput> {
  const keys = form.tokenEndpointAuthMethod === "private_key_jwt" ? keySet(jwks ?? "") : null;
  const parsed = createApplicationBody.safeParse({ ...form, jwks: keys });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refused("invalid", "invalid_field", issue?.message ?? "This cannot be used.", {
      field: String(issue?.path[0] ?? "name"),
    });
  }
  const { spaces: _spaces, logo: _logo, logoUri: _logoUri, ...settings } = parsed.data;
  return done(settings);
}

function keySet(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { keys: [] };
  }
}
