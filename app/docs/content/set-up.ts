import type { Article } from "./article";

export const setUp: Article<"administrators/set-up"> = {
  title: "Set up single sign-on",
  summary:
    "From nothing to people who sign in with their company accounts: five steps, about ten minutes, and nothing changes for anybody before the last click.",
  sections: {
    "before-you-begin": {
      title: "Before you begin",
      blocks: [
        "Single sign-on (SSO) means that your people prove who they are at your company's **identity provider**, the system that keeps their accounts (Okta, Entra ID, Google Workspace and others), and not with a password here. [Words that you may meet](/docs/words) explains the rest.",
        {
          points: [
            "Your space's plan has the SSO option. If it has not, the page says so: ask your account manager.",
            "You are an administrator of the space, or an administrator has ticked **Manages single sign-on** on your card under **Users**.",
            "You, or a colleague, may change settings at the identity provider. Somebody outside the space can do that part with a [setup link](/docs/administrators/setup-links).",
            "At least one administrator is an [IT administrator](/docs/administrators/passwords#it-administrators): the way back in when the provider fails.",
          ],
        },
        "Open **Security → Single sign-on** and choose **Configure single sign-on (SSO)**. The first step, **Prepare**, lists what the change concerns in your space as things are now: who is signed in, which tokens will end, which domains are verified, how many licences are free.",
        {
          picture: "prepare",
          alt: "The step Prepare: what to do before you begin, and a list of what this concerns, with numbers",
        },
        "Leave whenever you like. What you saved is there when you come back.",
      ],
    },
    provider: {
      title: "Choose the provider",
      blocks: [
        {
          terms: [
            [
              "Identity provider",
              "Choose yours, and the wizard speaks with the words of its screens. Choose **Another provider** if it is not in the list: any provider that speaks SAML 2.0 or OpenID Connect works. [All the guides](/docs/providers).",
            ],
            [
              "Protocol",
              "The language that the two sides speak. SAML 2.0 is the most common, OpenID Connect the newer one. Both are safe. It cannot be changed later: another protocol is a new connection.",
            ],
            ["Name", "What people read on the button of the sign-in page."],
            [
              "Reference",
              "Under **Advanced**: the last part of the login address, for example `/acme/sso/okta`. It is made from the name if you leave it empty.",
            ],
          ],
        },
        "HubSpot, Salesforce and other tools stand at the end of the list: see [tools by OAuth 2](/docs/administrators/tools).",
      ],
    },
    configure: {
      title: "Copy values both ways",
      blocks: [
        "On top are **our values**: copy each into the field of that name at the provider. Beneath is the form for **the provider's values**. The guide for your provider, step by step, is beside them, or below on a narrow screen.",
        {
          picture: "configure",
          alt: "The step Configure: our values with copy buttons, the form for the provider's values, and the guide on the right",
        },
        "For SAML, give the provider's values in whichever way you have them:",
        {
          points: [
            "**Metadata address**: the best way. We look at it every day and tell you when the provider gets a new certificate.",
            "**Metadata file** or **Paste metadata**: the same document, once.",
            "**Enter the values one by one**: entity ID, login URL and signing certificate.",
          ],
        },
        "For OpenID Connect you need the issuer (or discovery URL), the client ID and the client secret. The secret is stored encrypted and never shown again.",
        "What is nearly right is mended, and you are told what was mended. What cannot be used is refused at its field, with the reason. [What the form may say](/docs/refusals#fields).",
      ],
    },
    people: {
      title: "Decide who comes in",
      blocks: [
        {
          terms: [
            [
              "Add new people at their first sign-in",
              "On: somebody of a [verified domain](/docs/administrators/domains) who is not in the space yet is added by signing in. Off: only people whom you have added get in.",
            ],
            [
              "When somebody new has signed in",
              "Let them in at once, or have them [wait for an approval](/docs/administrators/people#approvals). In a partner space everybody new waits.",
            ],
            [
              "Role of new people",
              "Reader unless you choose otherwise. A licence of that role must be free.",
            ],
            [
              "Attributes",
              "What the provider calls address and names. Leave them empty: the usual names are tried. The test shows what arrives.",
            ],
          ],
        },
        {
          picture: "people",
          alt: "The step People: the switch for new people, what happens at the first sign-in, their role, and the attributes",
        },
        "Roles and teams by group come afterwards: [roles, teams and attributes](/docs/administrators/roles).",
      ],
    },
    test: {
      title: "Test",
      blocks: [
        "Choose **Test**. A window opens at your provider; sign in there. It is a real round trip, but nobody is added to the space and nobody is signed in here.",
        "A test that fails names the check that failed, what was received, what was expected, who can mend it and how. Correct it, save, and test again.",
        {
          picture: "test-failed",
          alt: "A failed test: the cause, how to mend it, and the list of checks with received and expected values",
        },
        "A test that passes shows what the provider said about the person, and what they would get here.",
        {
          picture: "test-passed",
          alt: "A passed test: what this person would get, and the checks that have passed",
        },
        {
          points: [
            "**Test with another person or browser** gives an address that works once, in whichever browser opens it first. The result appears on your page.",
            "If no window opens, your browser has blocked it: use the link that appears instead.",
            "If your provider shows an error of its own and nobody comes back, it does not know us. While it waits, the page lists the values to compare with what is entered there.",
            "Start the test here. The provider's own test and its tile work only once the connection has been activated.",
            "**Copy for support** takes the checks along without any secret.",
          ],
        },
        "Only the exact version that has passed its test can be activated. Change a setting, and it must pass again.",
      ],
    },
    activate: {
      title: "Activate",
      blocks: [
        "Choose **Activate SSO**. The question that follows says in numbers what will happen:",
        {
          points: [
            "Every personal access token and integration token of the space stops working. Their owners create them again.",
            "You are signed out and led to the sign-in page, which has a button for the provider now.",
            "Other people who are signed in keep their sessions until these expire, or are signed out at once. You choose.",
          ],
        },
        {
          picture: "activate",
          alt: "The question before activation, with the number of tokens that stop working and the choice about other people's sessions",
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
            "Tell people to sign in. The sign-in page shows the button; the **login address** on the connection's page starts a sign-in without any page between, and suits an intranet.",
            "Passwords still work beside single sign-on. When everybody is used to the new way, you can [close them](/docs/administrators/passwords#enforce) to all but IT administrators.",
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
