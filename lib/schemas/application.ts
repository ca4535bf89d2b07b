import { z } from "zod";
import { clientAuthMethods, opennesses, signingAlgorithms } from "@/lib/model/applications/application";
import { redirectUriProblem, redirectUriProblems } from "@/lib/model/applications/redirect-uri";
import { roles } from "@/lib/model/people/roles";
import { bytesOfBase64, logoBase64, logoView } from "./brand";
import { apiListFields } from "./list-query";
import { overlapHours } from "./overlap-hours";
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
  .looseObject({
    kty: z
      .enum(["RSA", "EC", "OKP"], { error: "A key is of kty RSA, EC or OKP." })
      .describe("The type of the key (RFC 7517)"),
  })
  .refine((key) => !("d" in key) && !("k" in key), {
    message:
      "This is a private key. Register the public one only, and replace this key: it has left its place.",
  });
const jwks = z
  .strictObject({
    keys: z
      .array(publicKey)
      .min(1, "Give at least one key.")
      .max(10, "At most 10 keys.")
      .describe("Public keys as JSON Web Keys"),
  })
  .nullable();

const chosenSpace = z.strictObject({
  spaceId: id.describe("The space's id"),
  roles: roleList.default([]).describe("The roles that may use the application there; empty: every role"),
  teamIds: z
    .array(id)
    .max(mostTeams, `At most ${mostTeams} teams.`)
    .default([])
    .describe("The teams that may use it there; empty: every team"),
});

const fields = {
  name: oneLine("The name", 100).describe("As people see it on the sign-in page and their home page"),
  redirectUris: redirectUris.describe("Where people may be sent back after signing in. Compared exactly"),
  postLogoutRedirectUris: uris.describe("Where people may be sent after signing out"),
  tokenEndpointAuthMethod: z
    .enum(clientAuthMethods, {
      error: `The method is one of ${clientAuthMethods.join(", ")}.`,
    })
    .describe("How the application proves itself at the token endpoint; none: a public client"),
  jwks: jwks.describe("The application's public keys, for private_key_jwt; null: none"),
  pkceRequired: z
    .boolean({ error: "pkceRequired is true or false." })
    .describe("Whether a sign-in without PKCE is refused"),
  idTokenSignedResponseAlg: z
    .enum(signingAlgorithms, {
      error: `The algorithm is one of ${signingAlgorithms.join(", ")}.`,
    })
    .describe("How ID tokens are signed"),
  openTo: z
    .enum(opennesses, { error: "openTo is all or chosen." })
    .describe("Whether every space may use it, or those in `spaces`"),
  roles: roleList.describe("The roles that may use it in every space; empty: every role"),
  spaces: z
    .array(chosenSpace)
    .max(mostSpaces, `At most ${mostSpaces} spaces.`)
    .describe("The spaces that it is open to, if `openTo` is chosen"),
  homeUri: redirectUri
    .nullable()
    .describe("Where people get to from their home page; null: nowhere in particular"),
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
  initiateLoginUri: redirectUri
    .nullable()
    .describe("Where a sign-in may be started from here (initiate_login_uri)"),
  backchannelLogoutUri: redirectUri
    .nullable()
    .describe("Where it is told of sign-outs (OpenID Connect Back-Channel Logout)"),
};

/** A new application by the API. */
export const createApplicationBody = z.strictObject({
  ...fields,
  postLogoutRedirectUris: fields.postLogoutRedirectUris.default([]),
  tokenEndpointAuthMethod: fields.tokenEndpointAuthMethod.default("client_secret_basic"),
  jwks: fields.jwks.default(null),
  pkceRequired: fields.pkceRequired.default(true),
  idTokenSignedResponseAlg: fields.idTokenSignedResponseAlg.default("RS256"),
  openTo: fields.openTo.default("all"),
  roles: fields.roles.default([]),
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
  overlapHours: overlapHours.default(24).describe("How long the secrets that there were go on working"),
});

export const applicationApiQuery = z.strictObject(apiListFields);

const secretView = z.object({
  id: z.string().describe("The secret's id"),
  prefix: z.string().describe("The first characters, to recognise it by"),
  createdAt: z.iso.datetime().describe("When it was created"),
  lastUsedAt: z.iso.datetime().nullable().describe("When the application last used it; null: never"),
  endsAt: z.iso.datetime().nullable().describe("Until then it works; null: until it is rotated"),
});

/** Registered keys were checked when they came; a key of any type can be read. */
const publicKeyView = z
  .looseObject({ kty: z.string().describe("The type of the key (RFC 7517)") })
  .meta({ id: "PublicKey", description: "A public key as a JSON Web Key (RFC 7517)" });

/** An application as shown: never its secrets. */
export const applicationView = z
  .object({
    id: z.string().describe("The application's id"),
    clientId: z.string().describe("Its client ID in OpenID Connect"),
    name: z.string().describe("As people see it"),
    redirectUris: z.array(z.string()).describe("Where people may be sent back after signing in"),
    postLogoutRedirectUris: z.array(z.string()).describe("Where people may be sent after signing out"),
    tokenEndpointAuthMethod: z
      .enum(clientAuthMethods)
      .describe("How the application proves itself at the token endpoint"),
    jwks: z
      .object({ keys: z.array(publicKeyView).describe("Public keys as JSON Web Keys") })
      .nullable()
      .describe("Its public keys; null: none"),
    pkceRequired: z.boolean().describe("Whether a sign-in without PKCE is refused"),
    idTokenSignedResponseAlg: z.enum(signingAlgorithms).describe("How ID tokens are signed"),
    openTo: z.enum(opennesses).describe("Whether every space may use it, or those in `spaces`"),
    roles: z.array(z.enum(roles)).describe("The roles that may use it in every space; empty: every role"),
    spaces: z
      .array(
        z.object({
          spaceId: z.string().describe("The space's id"),
          slug: z.string().describe("The space's slug"),
          roles: z.array(z.enum(roles)).describe("The roles that may use it there; empty: every role"),
          teamIds: z.array(z.string()).describe("The teams that may use it there; empty: every team"),
        }),
      )
      .describe("The spaces that it is open to"),
    homeUri: z
      .string()
      .nullable()
      .describe("Where people get to from their home page; null: nowhere in particular"),
    logoUri: z.string().nullable().describe("Shown nowhere"),
    logo: logoView.nullable().describe("On the sign-in page, people's home page and the space's list"),
    initiateLoginUri: z
      .string()
      .nullable()
      .describe("Where a sign-in may be started from here; null: nowhere"),
    backchannelLogoutUri: z.string().nullable().describe("Where it is told of sign-outs; null: nowhere"),
    secrets: z.array(secretView).describe("Its client secrets in use, without the secrets themselves"),
    createdAt: z.iso.datetime().describe("When it was created"),
    lastUsedAt: z.iso.datetime().nullable().describe("When somebody last signed in to it; null: never"),
    revision: z.number().int().describe("Goes up with each change; the ETag"),
  })
  .meta({
    id: "Application",
    description: "An application of the vendor, without its secrets",
  });
export type ApplicationView = z.infer<typeof applicationView>;

/** The answer to a creation or a rotation: the only time that a client secret is shown. */
export const createdApplicationView = applicationView
  .extend({
    clientSecret: z.string().nullable().describe("Shown this once; null if the application has none"),
  })
  .meta({ id: "CreatedApplication", description: "An application with a client secret, shown this once" });
export type CreatedApplicationView = z.infer<typeof createdApplicationView>;
