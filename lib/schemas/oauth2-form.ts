import { z } from "zod";
import { flag } from "./text";

const id = z.string().max(64);
const line = z.string().trim().max(2_000).optional();
const path = z.string().trim().max(200).optional();

/** "access_type=offline prompt=consent", one a line or set apart by blanks. */
const parameters = z
  .string()
  .max(2_000)
  .optional()
  .transform((text) =>
    text === undefined
      ? undefined
      : Object.fromEntries(
          text
            .split(/\s+/)
            .filter(Boolean)
            .map((pair) => {
              const [name = "", ...value] = pair.split("=");
              return [name, value.join("=")];
            }),
        ),
  );

/** The wizard's step Configure, for OAuth 2. Which fields there are depends on the authentication method. */
export const oauth2Form = z.object({
  leaseId: id.optional().transform((text) => text || null),
  connectionId: id,
  revision: z
    .string()
    .regex(/^\d{0,9}$/)
    .optional()
    .transform((text) => (text ? Number(text) : null)),
  hosts: z.record(z.string().max(40), z.string().trim().max(200)).optional(),
  clientId: z
    .string()
    .trim()
    .min(1, "Give the client ID that the tool shows for the application.")
    .max(2_000),
  clientSecret: z.string().trim().max(4_000).optional(),
  scopes: z.string().max(1_000).optional(),
  tokenEndpointAuthMethod: z.enum(["client_secret_basic", "client_secret_post"]).optional(),
  account: line,
  keepTokens: flag,
  authorizationUrl: line,
  tokenUrl: line,
  identityUrl: line,
  emailsUrl: line,
  revocationUrl: line,
  scopeSeparator: z
    .enum(["blank", "comma"])
    .optional()
    .transform((word) =>
      word === undefined ? undefined : word === "comma" ? ("," as const) : (" " as const),
    ),
  extraParameters: parameters,
  emailPath: path,
  emailVerifiedPath: path,
  subjectPath: path,
  firstNamePath: path,
  lastNamePath: path,
  accountUrl: line,
  accountPath: path,
});
