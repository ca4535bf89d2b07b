import type { OidcGuide } from "@/lib/protocols/providers/provider";
import type { OAuth2Preset } from "./preset";

/** How to connect a tool, in the form of the identity providers' guides. */
export function oauth2Guide(preset: OAuth2Preset): OidcGuide {
  const groups = {
    sent: "unknown",
    attribute: null,
    caveat: "Tools seldom say anything like groups. The test shows what arrives; take the name from there.",
  } as const;
  return {
    give: [
      {
        value: "redirectUri",
        label: "Redirect URL",
        meaning: "Where the tool sends people back to. It may be called callback URL there.",
      },
    ],
    take: [],
    attributes: { email: null, firstName: null, lastName: null, groups: null },
    groups,
    steps: preset.steps.map((step) => ({
      ...step,
      ...(step.text.includes("redirect URL") ? { copies: ["redirectUri"] as const } : {}),
    })),
    notes: [
      "The person’s username here is an e-mail address and must be the same as their address in the tool.",
      ...(preset.emailVerifiedPath === null && preset.emailsUrl === null
        ? [
            "The tool does not say whether it has checked an address. Only people of your verified domains get in.",
          ]
        : []),
      ...preset.unconfirmed.map(
        (what) => `Not confirmed by a public document: ${what}. The test shows whether it holds.`,
      ),
    ],
  };
}
