import { catalogue, providerOf } from "@/lib/core/providers/catalogue";
import type { OidcField, OidcGuide, SamlField, SamlGuide, Taken } from "@/lib/core/providers/provider";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";

/** The guide for a connection's provider and protocol; the one for any other provider where there is none of its own. */
export function guideOf(connection: Pick<ConnectionDetails, "provider" | "protocol">): {
  guide: SamlGuide | OidcGuide;
  take: readonly Taken<SamlField | OidcField>[];
} {
  const own = providerOf(connection.provider).protocols;
  const generic = catalogue.generic.protocols;
  const guide = connection.protocol === "saml" ? (own.saml ?? generic.saml) : (own.oidc ?? generic.oidc);
  if (!guide) throw new Error(`no guide for ${connection.protocol}`);
  return { guide, take: guide.take };
}
