import { z } from "zod";
import { oauth2PresetIds } from "@/lib/protocols/oauth2/presets/preset";

const text = z.string().trim().max(2_000).nullish();
const path = z.string().trim().max(200).nullish();
const parameterName = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,60}$/, "A parameter's name has letters, digits and _ . -");

/**
 * OAuth 2 settings as somebody gives them: an authentication method with its hosts, or the endpoints and paths of any
 * other tool. What is absent keeps its value.
 */
export const oauth2InputSchema = z.object({
  preset: z
    .enum(oauth2PresetIds, { error: `The authentication method is one of ${oauth2PresetIds.join(", ")}.` })
    .nullish(),
  /** By the names of the preset's fields: `{"domain": "zoho.eu"}`. */
  hosts: z.record(z.string().max(40), z.string().trim().max(200)).nullish(),
  clientId: text,
  /** Write-only; empty keeps the one that is stored. */
  clientSecret: z.string().trim().max(4_000).nullish(),
  scopes: z.union([z.string().max(1_000), z.array(z.string().max(200)).max(50)]).nullish(),
  tokenEndpointAuthMethod: z.enum(["client_secret_basic", "client_secret_post"]).nullish(),
  /** The tool's account that people must belong to, as the preset says what that is. */
  account: text,
  keepTokens: z.boolean().nullish(),
  // The rest is for any other tool; a known one has its own.
  authorizationUrl: text,
  tokenUrl: text,
  identityUrl: text,
  identityRequest: z.enum(["bearer", "introspection"]).nullish(),
  emailsUrl: text,
  revocationUrl: text,
  scopeSeparator: z.enum([" ", ","]).nullish(),
  extraParameters: z.record(parameterName, z.string().max(500)).nullish(),
  emailPath: path,
  emailVerifiedPath: path,
  subjectPath: path,
  firstNamePath: path,
  lastNamePath: path,
  accountUrl: text,
  accountPath: path,
});
export type OAuth2Input = z.output<typeof oauth2InputSchema>;
