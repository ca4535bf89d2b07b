import { z } from "zod";
import { clientAuthMethods, opennesses, signingAlgorithms } from "@/lib/model/applications/application";
import { redirectUriProblem, redirectUriProblems } from "@/lib/model/applications/redirect-uri";
import { roles } from "@/lib/model/people/roles";
import { flag } from "@/lib/model/text/flag";
import { mostSpaces, mostTeams } from "./application";
import { logoFile } from "./brand";
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

const id = z.string().min(1).max(64);

function idList(most: number, message: string) {
  return z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(id).max(most, message),
  );
}
const spaceIds = idList(mostSpaces, `At most ${mostSpaces} spaces.`);

const fields = {
  name: oneLine("The name", 100),
  redirectUris: addresses(1),
  postLogoutRedirectUris: addresses(0),
  tokenEndpointAuthMethod: z.enum(clientAuthMethods),
  jwks: z.string().max(100_000).optional(),
  pkceRequired: flag,
  idTokenSignedResponseAlg: z.enum(signingAlgorithms),
  openTo: z.enum(opennesses),
  roles: roleList,
  homeUri: address,
  initiateLoginUri: address,
  backchannelLogoutUri: address,
};

/** An application as typed by an operator. */
export const applicationForm = z.object({ ...fields, spaceIds });
export type ApplicationForm = z.output<typeof applicationForm>;

/** Its spaces have a form of their own. */
export const changeApplicationForm = z.object({ ...fields, id });
export type ChangeApplicationForm = z.output<typeof changeApplicationForm>;
export const applicationIdForm = z.object({ id });
/** The logo's file: without one, nothing is to be done. */
export const applicationLogoForm = z.object({
  id,
  logo: logoFile.refine((file) => file !== null, "Choose a file."),
});
/** A trial: in which space, and whether to sign in again. */
export const tryApplicationForm = z.object({
  id,
  organization: z.string().trim().max(200).default(""),
  again: flag,
});

/** Who may use an application in one space, as an operator ticks it. */
export const spaceLimitForm = z.object({
  id,
  spaceId: id,
  roles: roleList,
  teamIds: idList(mostTeams, `At most ${mostTeams} teams.`),
});
/** The space's row of an application. */
export const spaceOfApplicationForm = z.object({ id, spaceId: id });
/** The space that is to get one. */
export const chosenSpaceForm = z.object({
  id,
  spaceId: z.string({ error: "Choose a space." }).min(1).max(64),
});
/** The spaces that an application is to be open to as well. */
export const addSpacesForm = z.object({
  id,
  spaceIds: spaceIds.refine((ids) => ids.length > 0, "Choose a space."),
});
