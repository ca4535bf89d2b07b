import type { Article } from "./article";

export const setUp: Article<"administrators/set-up"> = {
  title: "Set up single sign-on",
  summary:
    "Let people sign in with their company accounts: five steps, about ten minutes, and nothing changes for anyone before the last click.",
  sections: {
    "before-you-begin": {
      title: "Before you begin",
      blocks: [
        "Single sign-on (SSO) means that your people prove who they are at your company's **identity provider**, the system that manages their accounts (Okta, Entra ID, Google Workspace and others), and not with a password here. [Words that you may meet](/docs/words) explains the rest.",
        {
          points: [
            "Your space's plan has the SSO option. If it does not, the page says so: ask your account manager.",
            "You are an administrator of the space, or an administrator has selected **Manages single sign-on** on your card under **Members**.",
            "You, or a colleague, may change settings at the identity provider. Somebody else runs it? Choose **Send to IT** in the first step: they do that part with a [setup link](/docs/administrators/setup-links).",
            "At least one administrator is an [IT administrator](/docs/administrators/passwords#it-administrators), who can sign in if the provider fails.",
          ],
        },
        "Open **Security → Single sign-on** and choose **Configure single sign-on (SSO)**. The first step, **Prepare**, lists what the change affects in your space: who is signed in, which tokens will end, which domains are verified, how many licences are free.",
        {
          picture: "prepare",
          alt: "The step Prepare: what to do before you begin, and a list of what is affected, with numbers",
        },
        "You can leave at any time. What you saved is there when you return.",
      ],
    },
    provider: {
      title: "Choose the provider",
      blocks: [
        {
          terms: [
            [
              "Identity provider",
              "Choose yours, and the wizard uses the terms of its console. Choose **Another provider** if it is not in the list: any provider that supports SAML 2.0 or OpenID Connect works. [All the guides](/docs/providers).",
            ],
            [
              "Protocol",
              "The protocol between the two sides. SAML 2.0 is the most common, OpenID Connect the newer one. Both are safe. You can change provider and protocol until the connection is active.",
            ],
            ["Name", "The text on the button of the sign-in page."],
            [
              "Reference",
              "Under **Advanced**: the last part of the login URL, for example `/acme/sso/okta`. It is made from the name if you leave it empty.",
            ],
          ],
        },
        "HubSpot, Salesforce and other tools are a group of their own: see [OAuth 2 tools](/docs/administrators/tools).",
      ],
    },
    configure: {
      title: "Copy values both ways",
      blocks: [
        "The guide shows your provider's own screens one by one, each with our value in its place to copy; on a narrow screen it is below. **Our values** are at the top too. Below them is the form for **the provider's values**.",
        {
          picture: "configure",
          alt: "The step Configure: our values with copy buttons, the form for the provider's values, and the guide on the right",
        },
        "For SAML, enter the provider's values in whichever form you have:",
        {
          points: [
            "**Metadata address**: the best choice. We check it every day and notify you when the provider gets a new certificate.",
            "**Metadata file** or **Paste metadata**: the same document, once.",
            "**Enter the values one by one**: entity ID, login URL and signing certificate.",
          ],
        },
        "For OpenID Connect you need the issuer (or discovery URL), the client ID and the client secret. The secret is stored encrypted and never shown again.",
        "As soon as you give an address or a file, the page shows what was read: the issuer, the addresses, and the certificates with their dates. Small mistakes are corrected, and you see what was corrected. A value that cannot be used is refused at its field, with the reason. [What the form may say](/docs/refusals/fields).",
      ],
    },
    people: {
      title: "Decide who can sign in",
      blocks: [
        {
          terms: [
            [
              "Add new people at their first sign-in",
              "On: a new person from a [verified domain](/docs/administrators/domains) is added when they sign in. Off: only people whom you have added can sign in.",
            ],
            [
              "When a new person has signed in",
              "Admit them immediately, or let them [wait for approval](/docs/administrators/people#approvals). In a partner space every new person waits.",
            ],
            [
              "Role of new people",
              "Reader unless you choose otherwise. A licence for that role must be free.",
            ],
            [
              "Attributes",
              "What the provider calls address and names. If you leave them empty, the usual names are tried. The test shows what arrives.",
            ],
          ],
        },
        {
          picture: "people",
          alt: "The step People: the switch for new people, what happens at the first sign-in, their role, and the attributes",
        },
        "You can set roles and teams by group later: [roles, teams and attributes](/docs/administrators/roles).",
      ],
    },
    test: {
      title: "Test",
      blocks: [
        "Choose **Test**. A window opens at your provider; sign in there. It is a real round trip, but nobody is added to the space or signed in here.",
        "If a test fails, the result shows first what was received, what was expected, who can fix it and how, for your provider. Correct it, save, and test again.",
        {
          picture: "test-failed",
          alt: "A failed test: the cause, how to fix it, and the list of checks with received and expected values",
        },
        "If a test passes, the result shows the person: name, address, and what they would get here, by which rule.",
        {
          picture: "test-passed",
          alt: "A passed test: what this person would get, and the checks that have passed",
        },
        {
          points: [
            "**Test with another person or browser** gives an address that works once, in the browser that opens it first. The result appears on your page.",
            "If no window opens, your browser has blocked it: use the link that appears instead.",
            "If your provider shows an error of its own and nobody comes back, it does not know us. While it waits, the page lists the values to compare with what is entered there.",
            "Start the test here. The provider's own test and its tile work only once the connection has been activated.",
            "**Copy for support** takes the checks along without any secret.",
          ],
        },
        "You can activate only the exact version that has passed its test. If you change a setting, test again.",
      ],
    },
    activate: {
      title: "Activate",
      blocks: [
        "Choose **Activate SSO**. Before you confirm, you see in numbers what will happen:",
        {
          points: [
            "Every personal access token and integration token of the space stops working. Their owners create them again.",
            "You are signed out and taken to the sign-in page, which now has a button for the provider.",
            "Other people who are signed in keep their sessions until these expire, or are signed out immediately. You choose.",
          ],
        },
        {
          picture: "activate",
          alt: "The confirmation before activation, with the number of tokens that stop working and the choice about other people's sessions",
        },
      ],
    },
    afterwards: {
      title: "Afterwards",
      blocks: [
        {
          steps: [
            "Sign in through the new button yourself.",
            "Create your tokens again. The connection's page counts those that have ended.",
            "Ask people to sign in. The sign-in page shows the button. The **login URL** on the connection's page starts a sign-in directly, for example from an intranet.",
            "Passwords still work besides single sign-on. When everyone is used to it, you can [turn passwords off](/docs/administrators/passwords#enforce) for all but IT administrators.",
          ],
        },
        {
          picture: "sign-in",
          alt: "The space's sign-in page with the provider's button above address and password",
        },
      ],
    },
  },
};
