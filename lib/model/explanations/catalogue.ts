import type { Explanation } from "@/lib/model/refusals/validation-result";
import type { Protocol } from "@/lib/model/sign-in/identity";
import { admissionExplanations, attemptExplanations } from "./admission";
import { explanationsByProtocol } from "./by-protocol";
import { oauth2Explanations } from "./oauth2";
import { oidcExplanations } from "./oidc";
import { samlExplanations } from "./saml";
import { samlLogoutExplanations } from "./saml-logout";

const all: ReadonlyMap<string, Explanation> = new Map(
  Object.entries({
    ...oauth2Explanations,
    ...oidcExplanations,
    ...samlExplanations,
    ...samlLogoutExplanations,
    ...attemptExplanations,
    ...admissionExplanations,
  }),
);

/** Every code of a sign-in that has an explanation. */
export const explainedCodes: readonly string[] = [...all.keys()];

/** For a code that this version lacks, for example in an old row of the sign-in log. */
const unknown: Explanation = {
  forPerson:
    "The sign-in did not work. Start again from the sign-in page. If it happens again, ask your administrator.",
  cause: "The sign-in was refused for a reason that this version does not know.",
  fix: "Compare the received and expected values of the sign-in.",
  fixedBy: "gatehouse_configuration",
};

/** What a refusal code of a sign-in or test run means; with a protocol, in that protocol's own terms. */
export function explain(code: string, protocol?: Protocol): Explanation {
  const inItsTerms: Readonly<Record<string, object>> = protocol ? explanationsByProtocol[protocol] : {};
  const own = Object.hasOwn(inItsTerms, code) ? inItsTerms[code] : {};
  return { ...(all.get(code) ?? unknown), ...own };
}
