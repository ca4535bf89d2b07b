import type { Article } from "./article";

export const tools: Article<"administrators/tools"> = {
  title: "Tools by OAuth 2",
  summary:
    "Let people sign in with their account at a tool such as HubSpot, Salesforce, Zoho CRM or Zendesk.",
  sections: {
    what: {
      title: "What is different",
      blocks: [
        "A tool is no identity provider, but it knows who somebody is. With OAuth 2 people sign in at the tool, allow it, and the tool tells us their address. Everything else is as with any connection: test, activate, switch, remove. The list has HubSpot, Salesforce, Zoho, Zendesk and GitHub, and **Another tool** by its addresses.",
      ],
    },
    connect: {
      title: "Connect one",
      blocks: [
        {
          steps: [
            "In the wizard choose the tool. In the tool, make an application and give it our redirect URL. The [guide](/docs/providers) for each tool says where.",
            "Enter client ID and client secret, and where the tool asks for it your region, subdomain or account. The account matters: everybody in the world can sign in at such a tool, and it keeps out those of other companies.",
            "Test and activate.",
          ],
        },
        "For **Another tool** you enter its three addresses and where in its answer the address and the identifier stand.",
      ],
    },
    people: {
      title: "The address must be the same",
      blocks: [
        "A person's username here is their e-mail address, and it must be the same as the one in the tool. If not, linking is refused with [username_mismatch](/docs/refusals#username_mismatch). Some tools do not say whether they have checked an address: then only people of your verified domains get in.",
      ],
    },
    tokens: {
      title: "Programs that work in the tool",
      blocks: [
        "With **Keep the tool’s tokens for programs of this space** a program with an integration token can work in the tool as the person who signed in. The tokens are sealed, shown on the person's card and can be revoked there. Each fetching stands in the audit log.",
      ],
    },
  },
};
