import type { OidcGuide, OurOidcValue, Screen } from "@/lib/protocols/providers/provider";
import { enter, paste, press, takeHere } from "@/lib/protocols/providers/screen";
import type { OAuth2Preset } from "./preset";

/** How to connect a tool, in the form of the identity providers' guides. */
export function oauth2Guide(preset: OAuth2Preset): OidcGuide {
  const groups = {
    sent: "unknown",
    attribute: null,
    caveat: "Tools seldom have groups. The test shows what arrives; use the name from there.",
  } as const;
  return {
    give: [
      {
        value: "redirectUri",
        label: "Redirect URL",
        meaning: "Where the tool sends people back to. Some tools call it callback URL.",
      },
    ],
    take: [],
    attributes: { email: null, firstName: null, lastName: null, groups: null },
    groups,
    steps: preset.steps.map((step) => ({
      ...step,
      screen: screenOf(preset, step.title),
      ...(step.text.includes("redirect URL") ? { copies: ["redirectUri"] as const } : {}),
    })),
    notes: [
      "The person's username here is an email address and must be the same as their address in the tool.",
      ...(preset.emailVerifiedPath === null && preset.emailsUrl === null
        ? [
            "The tool does not say whether an address is confirmed. Only people in your verified domains can sign in.",
          ]
        : []),
      ...preset.unconfirmed.map(
        (what) => `Not confirmed by public documentation: ${what}. The test shows whether it is true.`,
      ),
    ],
  };
}

/** The tool's screen at a step. Every tool's guide has the same few steps. */
function screenOf({ labels, account, scopes }: OAuth2Preset, title: string): Screen<OurOidcValue> {
  const { console, page } = labels;
  const window = `${console} · ${page}`;
  if (title === "Create an application") return { window: console, lines: [press(labels.create)] };
  if (title === "Add our values") return { window, lines: [paste(labels.redirectUri, "redirectUri")] };
  if (title === "Choose what it may read")
    return { window, lines: scopes.map((scope) => enter("Scope", scope)) };
  if (title === "Enter your account" && account) return { window: console, lines: [takeHere(account.label)] };
  return { window, lines: [takeHere(labels.clientId), takeHere(labels.clientSecret)] };
}
