import { z } from "zod";
import { aboutField, inputsOf } from "@/lib/model/connections/fields/field";
import { oauth2Fields } from "@/lib/model/connections/fields/oauth2";
import { oauth2PresetIds } from "@/lib/protocols/oauth2/presets/preset";
import { clientSecretSchema } from "./connection";

const fields = inputsOf(oauth2Fields);

/**
 * OAuth 2 settings as input: an authentication method with its hosts, or the endpoints and paths of any other tool.
 * Absent ones keep their value.
 */
export const oauth2InputSchema = z.object({
  ...fields,
  preset: z
    .enum(oauth2PresetIds, { error: `The authentication method is one of ${oauth2PresetIds.join(", ")}.` })
    .nullish()
    .describe(aboutField(oauth2Fields.preset)),
  clientSecret: clientSecretSchema,
  // Of any other tool; a preset one has its own.
  accountUrl: fields.authorizationUrl.describe("Where the tool names the person's account"),
  accountPath: fields.emailPath.describe("The account's path into that answer"),
});
export type OAuth2Input = z.output<typeof oauth2InputSchema>;
