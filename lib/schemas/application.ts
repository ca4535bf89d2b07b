import { z } from "zod";
import { clientAuthMethods, opennesses, signingAlgorithms } from "@/lib/model/applications/application";
import { redirectUriProblem, redirectUriProblems } from "@/lib/model/applications/redirect-uri";
import { roles } from "@/lib/model/people/roles";
import { bytesOfBase64, logoBase64, logoView } from "./brand";
import { apiListFields } from "./list-query";
import { oneLine } from "./text";

/** More than anybody needs, and few enough to be compared at each sign-in. */
const mostUris = 50;
export const mostSpaces = 5_000;
export const mostTeams = 200;

/** An address that browsers are sent to. */
export const redirectUri = z.string({ error: "An address is a text." }).superRefine((uri, context) => {
  const problem = redirectUriProblem(uri);
  if (problem) context.addIssue({ code: "custom", message: redirectUriProblems[problem] });
});

const uris = z
  .array(redirectUri, { error: "This is a list of addresses." })
  .max(mostUris, `At most ${mostUris} addresses.`);
const redirectUris = uris.min(1, "Give at least one redirect URI.");
const roleList = z.array(z.enum(roles, { error: `A role is one of ${roles.join(", ")}.` }));
const id = z.string().min(1).max(64);

/** Only public halves: a private key that was pasted by mistake is refused and not repeated. */
const publicKey = z
  .looseObject({ kty: z.enum(["RSA", "EC", "OKP"], { error: "A key is of kty RSA, EC or OKP." }) })
  .refine((key) => !("d" in key) && !("k" in key), {
    message:
      "This is a private key. Register the public one only, and replace this key: it has left its place.",
  });
const jwks = z
  .strictObject({ keys: z.array(publicKey).min(1, "Give at least one key.").max(10, "At most 10 keys.") })
  .nullable();

const chosenSpace = z.strictObject({
  spaceId: id,
  roles: roleList.default([]),
  teamIds: z.array(id).max(mostTeams, `At most ${mostTeams} teams.`).default([]),
});

const fields = {
  name: oneLine("The name", 100),
  redirectUris,
  postLogoutRedirectUris: uris,
  tokenEndpointAuthMethod: z.enum(clientAuthMethods, {
    error: `The method is one of ${clientAuthMethods.join(", ")}.`,
  }),
  jwks,
  pkceRequired: z.boolean({ error: "pkceRequired is true or false." }),
  idTokenSignedResponseAlg: z.enum(signingAlgorithms, {
    error: `The algorithm is one of ${signingAlgorithms.join(", ")}.`,
  }),
  openTo: z.enum(opennesses, { error: "openTo is all or chosen." }),
  roles: roleList,
  spaces: z.array(chosenSpace).max(mostSpaces, `At most ${mostSpaces} spaces.`),
  homeUri: redirectUri.nullable(),
  logoUri: redirectUri
    .nullable()
    .describe(
      "Kept for your own records and shown nowhere: nobody's browser loads a picture from elsewhere. Use logo",
    ),
  logo: logoBase64
    .nullable()
    .transform(bytesOfBase64)
    .optional()
    .describe("Base64 of a PNG, JPEG or WebP file of at most 512 KB; null removes the logo"),
  initiateLoginUri: redirectUri.nullable(),
  backchannelLogoutUri: redirectUri.nullable(),
};

/** A new application by the API. */
export const createApplicationBody = z.strictObject({
  ...fields,
  postLogoutRedirectUris: uris.default([]),
  tokenEndpointAuthMethod: fields.tokenEndpointAuthMethod.default("client_secret_basic"),
  jwks: jwks.default(null),
  pkceRequired: fields.pkceRequired.default(true),
  idTokenSignedResponseAlg: fields.idTokenSignedResponseAlg.default("RS256"),
  openTo: fields.openTo.default("all"),
  roles: roleList.default([]),
  spaces: fields.spaces.default([]),
  homeUri: fields.homeUri.default(null),
  logoUri: fields.logoUri.default(null),
  initiateLoginUri: fields.initiateLoginUri.default(null),
  backchannelLogoutUri: fields.backchannelLogoutUri.default(null),
});
export type NewApplication = z.output<typeof createApplicationBody>;

/** Absent fields stay. */
export const changeApplicationBody = z.strictObject(fields).partial();
export type ApplicationInput = z.output<typeof changeApplicationBody>;

export const rotateSecretBody = z.strictObject({
  overlapHours: z
    .number({ error: "overlapHours is a number from 0 to 720." })
    .int("overlapHours is a whole number.")
    .min(0, "overlapHours is at least 0.")
    .max(720, "overlapHours is at most 720.")
    .default(24)
    .describe("How long the secrets that there were go on working"),
});

export const applicationApiQuery = z.strictObject(apiListFields);

const secretView = z.object({
  id: z.string(),
  prefix: z.string().describe("The first characters, to recognise it by"),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable().describe("Until then it works; null: until it is rotated"),
});

/** An application as shown: never its secrets. */
export const applicationView = z
  .object({
    id: z.string(),
    clientId: z.string(),
    name: z.string(),
    redirectUris: z.array(z.string()),
    postLogoutRedirectUris: z.array(z.string()),
    tokenEndpointAuthMethod: z.enum(clientAuthMethods),
    jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }).nullable(),
    pkceRequired: z.boolean(),
    idTokenSignedResponseAlg: z.enum(signingAlgorithms),
    openTo: z.enum(opennesses),
    roles: z.array(z.enum(roles)),
    spaces: z.array(
      z.object({
        spaceId: z.string(),
        slug: z.string(),
        roles: z.array(z.enum(roles)),
        teamIds: z.array(z.string()),
      }),
    ),
    homeUri: z.string().nullable(),
    logoUri: z.string().nullable().describe("Shown nowhere"),
    logo: logoView.nullable().describe("On the sign-in page, people's home page and the space's list"),
    initiateLoginUri: z.string().nullable(),
    backchannelLogoutUri: z.string().nullable(),
    secrets: z.array(secretView),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
    revision: z.number().int(),
  })
  .meta({ id: "Application", description: "An application of the vendor, without its secrets" });
export type ApplicationView = z.infer<typeof applicationView>;

/** The answer to a creation or a rotation: the only time that a client secret is shown. */
export const createdApplicationView = applicationView
  .extend({
    clientSecret: z.string().nullable().describe("Shown this once; null if the application has none"),
  })
  .meta({ id: "CreatedApplication", description: "An application with a client secret, shown this once" });
export type CreatedApplicationView = z.infer<typeof createdApplicationView>;
