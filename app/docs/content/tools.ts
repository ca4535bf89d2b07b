import type { Article } from "./article";

export const tools: Article<"administrators/tools"> = {
  title: "OAuth 2 tools",
  summary:
    "Let people sign in with their account at a tool such as HubSpot, Salesforce, Zoho CRM or Zendesk.",
  sections: {
    what: {
      title: "What is different",
      blocks: [
        "A tool is not an identity provider, but it knows who a person is. With OAuth 2, people sign in at the tool, give permission, and the tool sends us their address. Everything else is the same as for any connection: test, activate, disable, remove. The list has HubSpot, Salesforce, Zoho, Zendesk and GitHub, and **Another tool** for any other.",
      ],
    },
    connect: {
      title: "Connect one",
      blocks: [
        {
          steps: [
            "In the wizard choose the tool. In the tool, create an application and enter our redirect URL. The [guide](/docs/providers) for each tool shows where.",
            "Enter client ID and client secret, and if the tool needs it your region, subdomain or account. The account matters: anyone in the world can sign in at such a tool, and this setting keeps out people from other companies.",
            "Test and activate.",
          ],
        },
        "For **Another tool** you enter its three addresses and the paths to the address and the identifier in its response.",
      ],
    },
    people: {
      title: "The address must be the same",
      blocks: [
        "A person's username here is their email address, and it must match the one in the tool. If it does not, linking is refused with [username_mismatch](/docs/refusals/username_mismatch). Some tools do not say whether an address is confirmed: then only people in your verified domains can sign in.",
      ],
    },
    tokens: {
      title: "Programs that act in the tool",
      blocks: [
        "With **Keep the tool's tokens for programs of this space**, a program with an integration token can act in the tool as the person who signed in. The tokens are encrypted and shown on the person's card, where you can revoke them. Each use is recorded in the audit log.",
      ],
    },
  },
};
