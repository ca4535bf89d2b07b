import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import type { Protocol } from "@/lib/model/sign-in/identity";
import { oauth2PresetOf } from "@/lib/protocols/oauth2/presets/catalogue";
import { oauth2Guide } from "@/lib/protocols/oauth2/presets/guide";
import { catalogue, providerOf } from "@/lib/protocols/providers/catalogue";
import type { OidcField, OidcGuide, SamlField, SamlGuide, Taken } from "@/lib/protocols/providers/provider";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";

/** The guide for a connection's provider and protocol; the one for any other provider if there is none of its own. */
export function guideOf(connection: Pick<ConnectionDetails, "provider" | "protocol">): {
  guide: SamlGuide | OidcGuide;
  /** The labels in it are those of the provider's own screens. */
  isOwn: boolean;
  take: readonly Taken<SamlField | OidcField>[];
} {
  if (protocolTraits[connection.protocol].connects === "tool") {
    const guide = oauth2Guide(oauth2PresetOf(connection.provider));
    return { guide, take: guide.take, isOwn: true };
  }
  const generic = catalogue.generic.protocols;
  const guides: Partial<Record<Protocol, SamlGuide | OidcGuide>> = {
    ...generic,
    ...providerOf(connection.provider).protocols,
  };
  const guide = guides[connection.protocol];
  if (!guide) throw new Error(`no guide for ${connection.protocol}`);
  // The guide for any provider has no screen's labels: it contains other words for the value.
  const isOwn = guide !== generic.saml && guide !== generic.oidc;
  return { guide, isOwn, take: isOwn ? guide.take : guide.take.map((taken) => ({ ...taken, label: "" })) };
}
