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
            ["Connection", "The trust between this application and one identity provider or tool."],
            [
              "Configuration, version",
              "The settings of a connection at one time. An edit creates the next version; only a tested one goes live.",
            ],
            [
              "Sign-in option",
              "How a space uses a connection: who may sign in, with which roles, and whether it is on or off.",
            ],
            [
              "SAML 2.0",
              "The most common protocol between application and provider. It passes signed documents through the browser.",
            ],
            [
              "OpenID Connect",
              "The newer protocol. The two sides also talk to each other directly, with a client ID and a secret.",
            ],
            ["OAuth 2", "How a tool lets an application ask who a person is, and act there in their name."],
            [
              "Entity ID, identifier, audience, issuer",
              "A name. Ours identifies us to the provider, and the provider's identifies it to us. It looks like an address, and every character matters.",
            ],
            [
              "ACS URL, reply URL, single sign-on URL",
              "Our address, to which the browser brings the provider's response.",
            ],
            ["Redirect URI", "The same in OpenID Connect and OAuth 2."],
            ["Metadata", "A document that contains all values of one side."],
            [
              "Certificate",
              "The public half of a key. We use the provider's certificate to verify that a response comes from it. It expires and must be renewed.",
            ],
            ["Assertion", "The provider's signed statement about a person."],
            ["Attribute, claim", "One named piece of such a statement: an address, a name, a group."],
            [
              "Name ID, subject",
              "The provider's identifier for a person. It must stay the same for the same person.",
            ],
            [
              "Directory",
              "The product in which your company keeps its people, connected so that they arrive and leave here by themselves.",
            ],
            ["SCIM 2.0", "The protocol by which a directory sends people and groups to an application."],
            ["Dry run", "What activating a directory would do to each person, worked out without doing it."],
            [
              "Brake",
              "What holds people who would lose access when a directory says that of many at once, until an administrator decides.",
            ],
            ["Domain", "The part of an email address after the @."],
            ["Provisioning", "People are added when they sign in, without an administrator adding them."],
            [
              "Login flow",
              "Where a sign-in may start: here (SP-initiated), in the provider's list of applications (IdP-initiated), or both.",
            ],
            ["IT administrator", "An administrator who can always use a password, as emergency access."],
            [
              "Operator",
              "The company that runs this application and manages plans, seats and the approval of domains. It is not a member of your space.",
            ],
            ["Token", "What a program uses instead of a password."],
            [
              "Reference",
              "The name of one sign-in. Administrators use it to find the cause in the sign-in log.",
            ],
          ],
        },
      ],
    },
  },
};
