import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { oidcAnswerExplanations } from "./oidc-answer";
import { oidcProviderExplanations } from "./oidc-provider";
import { oidcTokenExplanations } from "./oidc-token";

/** What each refusal of an OpenID Connect sign-in means, for the person and for the administrator. */
export const oidcExplanations: Record<OidcRefusalCode, Explanation> = {
  ...oidcProviderExplanations,
  ...oidcAnswerExplanations,
  ...oidcTokenExplanations,
};
