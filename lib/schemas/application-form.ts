import { z } from "zod";
import { clientAuthMethods, opennesses, signingAlgorithms } from "@/lib/model/applications/application";
import { redirectUriProblem, redirectUriProblems } from "@/lib/model/applications/redirect-uri";
import { roles } from "@/lib/model/people/roles";
import { flag } from "@/lib/model/text/flag";
import { oneLine } from "./text";

/** Addresses, one per line; the refusal names the line. */
function addresses(atLeast: number) {
  return z
    .string()
    .max(100_000)
    .optional()
    .transform((text, context) => {
      const lines = (text ?? "").split("\n").map((line) => line.trim());
      const given = lines.filter(Boolean);
      for (const uri of given) {
        const problem = redirectUriProblem(uri);
        if (problem)
          context.addIssue({
            code: "custom",
            message: `${uri.slice(0, 200)}: ${redirectUriProblems[problem]}`,
          });
      }
      if (given.length < atLeast) context.addIssue({ code: "custom", message: "Give at least one address." });
      if (given.length > 50) context.addIssue({ code: "custom", message: "At most 50 addresses." });
      return given;
    });
}

const address = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || null)
  .superRefine((uri, context) => {
    const problem = uri === null ? null : redirectUriProblem(uri);
    if (problem) context.addIssue({ code: "custom", message: redirectUriProblems[problem] });
  });

const roleList = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.enum(roles)),
);

const fields = {
  name: oneLine("The name", 100),
  redirectUris: addresses(1),
  postLogoutRedirectUris: addresses(0),
  tokenEndpointAuthMethod: z.enum(clientAuthMethods),
  jwks: z.string().max(100_000).optional(),
  pkceRequired: flag,
  idTokenSignedResponseAlg: z.enum(signingAlgorithms),
  openTo: z.enum(opennesses),
  /** Slugs, one per line. */
  spaces: z
    .string()
    .max(200_000)
    .optional()
    .transform((text) => (text ?? "").split(/\s+/).filter(Boolean)),
  roles: roleList,
  homeUri: address,
  logoUri: address,
  initiateLoginUri: address,
  backchannelLogoutUri: address,
};

/** An application as typed by an operator. */
export const applicationForm = z.object(fields);
export type ApplicationForm = z.output<typeof applicationForm>;

const id = z.string().min(1).max(64);
export const changeApplicationForm = applicationForm.extend({ id });
export const applicationIdForm = z.object({ id });
/** A trial: in which space, and whether to sign in again. */
export const tryApplicationForm = z.object({ id, organization: z.string().trim().max(200), again: flag });

const idList = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(id).max(200, "At most 200 teams."),
);

/** Who may use an application in one space, as an operator ticks it. */
export const spaceLimitForm = z.object({ id, spaceId: id, roles: roleList, teamIds: idList });
/** The space's row of an application. */
export const spaceOfApplicationForm = z.object({ id, spaceId: id });
/** The space that is to get one. */
export const namedSpaceForm = z.object({ id, slug: z.string().trim().min(1, "Enter a slug.").max(100) });
