import { refused } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";

/**
 * The refusal for a space whose plan does not include single sign-on; `null` if it does. Every use case that creates,
 * tests or activates a connection checks it, however it was called.
 */
export function notSubscribed(space: Pick<Space, "ssoSubscribed" | "name">) {
  if (space.ssoSubscribed) return null;
  return refused(
    "not_subscribed",
    "not_subscribed",
    `Single sign-on is not part of the plan of ${space.name}. Ask your account manager to add the SSO option.`,
  );
}
