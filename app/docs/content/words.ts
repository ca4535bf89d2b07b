import type { Article } from "./article";

export const words: Article<"words"> = {
  title: "Words that you may meet",
  summary: "What the screens and your provider's screens mean by them.",
  sections: {
    words: {
      title: "In plain words",
      blocks: [
        {
          terms: [
            ["Space", "Your company's own part of the application, with its people, settings and address."],
            ["Single sign-on, SSO", "One sign-in, at your company, opens many applications."],
            [
              "Identity provider",
              "The system that keeps your people's accounts and proves who they are: Okta, Entra ID, Google Workspace, Keycloak, ADFS and others.",
            ],
            [
              "Connection, connector",
              "The trust between this application and one identity provider or tool.",
            ],
            [
              "Configuration, version",
              "The settings of a connection at one time. An edit makes the next version; only a tested one goes live.",
            ],
            [
              "Sign-in option",
              "How a space uses a connection: who comes in, by which roles, switched on or off.",
            ],
            [
              "SAML 2.0",
              "The most common language between application and provider. It passes signed documents through the browser.",
            ],
            [
              "OpenID Connect",
              "The newer language. The two sides also talk to each other directly, with a client ID and a secret.",
            ],
            ["OAuth 2", "How a tool lets an application ask who somebody is, and work there in their name."],
            [
              "Entity ID, identifier, audience, issuer",
              "A name. Ours tells the provider who asks; the provider's tells us who answers. It looks like an address, and every character counts.",
            ],
            [
              "ACS URL, reply URL, single sign-on URL",
              "Our address to which the browser brings the provider's answer.",
            ],
            ["Redirect URI", "The same in OpenID Connect and OAuth 2."],
            ["Metadata", "A document that holds all values of one side at once."],
            [
              "Certificate",
              "The public half of a key. With the provider's we check that an answer really comes from it. It has an end and must be renewed.",
            ],
            ["Assertion", "The provider's signed statement about a person."],
            ["Attribute, claim", "One named piece of such a statement: an address, a name, a group."],
            [
              "Name ID, subject",
              "How the provider names a person. It must stay the same for the same person.",
            ],
            ["Domain", "The part of an e-mail address after the @."],
            ["Provisioning", "That people are added by signing in, without anybody adding them by hand."],
            [
              "Login flow",
              "Where a sign-in may begin: here (SP-initiated), at the provider's list of applications (IdP-initiated), or both.",
            ],
            ["IT administrator", "An administrator who can always use a password: the way back in."],
            [
              "Operator",
              "The company that runs this application: plans, seats, approval of domains. It is nobody's member.",
            ],
            ["Token", "What a program shows in place of a password."],
            [
              "Reference",
              "The name of one sign-in. With it an administrator finds the cause in the sign-in log.",
            ],
          ],
        },
      ],
    },
  },
};
