import type { ShownGuide } from "@/components/connections/provider-guide";
import type { Protocol } from "@/lib/model/sign-in/identity";
import { oauth2Presets } from "@/lib/protocols/oauth2/presets/catalogue";
import { oauth2Guide } from "@/lib/protocols/oauth2/presets/guide";
import { providers } from "@/lib/protocols/providers/catalogue";
import type { ProviderField, Taken } from "@/lib/protocols/providers/provider";

export type WholeGuide = ShownGuide & { take: readonly Taken<ProviderField>[] };

interface ShownProvider {
  name: string;
  guides: { protocol: Protocol; guide: WholeGuide }[];
}

/** The guides of a provider or tool, as in the wizard; `null` for one that is not in its list. */
export function shownGuides(id: string): ShownProvider | null {
  const preset = oauth2Presets.find((one) => one.id === id);
  if (preset) return { name: preset.name, guides: [{ protocol: "oauth2", guide: oauth2Guide(preset) }] };
  const provider = providers.find((one) => one.id === id);
  if (!provider) return null;
  const { saml, oidc } = provider.protocols;
  return {
    name: provider.name,
    guides: [
      ...(saml ? [{ protocol: "saml" as const, guide: saml }] : []),
      ...(oidc ? [{ protocol: "oidc" as const, guide: oidc }] : []),
    ],
  };
}
