import { z } from "zod";
import { formsOf } from "@/lib/model/connections/fields/field";
import { oauth2Fields } from "@/lib/model/connections/fields/oauth2";
import { versionForm } from "./sso-forms";

const { preset: _, identityRequest: __, ...fields } = formsOf(oauth2Fields);

/** The wizard's step Configure, for OAuth 2. The authentication method decides which fields there are. */
export const oauth2Form = z.object({
  ...versionForm,
  ...fields,
  clientSecret: z.string().trim().max(4_000).optional(),
  accountUrl: fields.authorizationUrl,
  accountPath: fields.emailPath,
});
