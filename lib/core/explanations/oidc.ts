import type { Explanation } from "../judgement";
import type { OidcRefusalCode } from "../refusals/oidc";
import { oidcAnswerExplanations } from "./oidc-answer";
import { oidcProviderExplanations } from "./oidc-provider";
import { oidcTokenExplanations } from "./oidc-token";

/** What each refusal of an OpenID Connect sign-in means, for the person and for the administrator. */
export const oidcExplanations: Record<OidcRefusalCode, Explanation> = {
  ...oidcProviderExplanations,
  ...oidcAnswerExplanations,
  ...oidcTokenExplanations,
};
