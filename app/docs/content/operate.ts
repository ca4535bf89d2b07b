import type { Article } from "./article";

export const operate: Article<"administrators/operate"> = {
  title: "Switch off, change, remove",
  summary:
    "What can be done with a connection that is in use, and what each step does to the people who use it.",
  sections: {
    states: {
      title: "What the badges mean",
      blocks: [
        { picture: "connectors", alt: "The list of connectors with name, state, type and last use" },
        {
          terms: [
            ["Draft", "It is being set up. It lets nobody in."],
            ["Tested", "It has passed its test and waits to be activated."],
            ["Active", "People sign in through it."],
            ["Disabled", "Switched off. Nothing is lost."],
            ["Expiring, Expired", "The provider's last certificate ends within 30 days, or has ended."],
            [
              "Failing",
              "Its last three sign-ins were all refused for a reason that the settings or the provider can mend. Test it: the result names the check.",
            ],
          ],
        },
      ],
    },
    "switch-off": {
      title: "Switch off and on",
      blocks: [
        "Use the switch **Enabled** on the connection's page. While it is off, new sign-ins through it are refused, also of people who are at the provider at that moment. Settings, sessions and tokens stay as they are. Switch it on to go on.",
        {
          note: "If it is the only active connection and only IT administrators may use a password, you are asked first: nobody else can sign in until it is on again.",
          tone: "warn",
        },
      ],
    },
    change: {
      title: "Change its settings",
      blocks: [
        "Choose **Edit**. What you save becomes a new version; the live one goes on serving. Test the new version, then choose **Put live**: sign-ins use it at once. No session and no token ends, and you stay signed in.",
        {
          picture: "connection",
          alt: "A connection's page with its switch, login address, values and versions",
        },
        "Name, reference and the settings of people are no part of a version. After a change of the reference, the old login address leads nowhere.",
      ],
    },
    versions: {
      title: "Versions, and back to an earlier one",
      blocks: [
        "A version never changes; an edit makes the next one. The list **Versions** says who saved which and when, and opens what each one changed of the one before.",
        "**Roll back** puts an earlier version live again. It is offered for versions that have passed their test. Nobody is signed out, and a draft stays as it is. The list **How people came in before** has **Restore** for attribute names, rules and provisioning.",
      ],
    },
    certificates: {
      title: "Renew a certificate",
      blocks: [
        "A SAML provider signs with a key, and its certificate has an end. You get a mail 30 days, 7 days and 1 day before the last one ends, and on the day, and the connection's page shows it. The end itself locks nobody out, unless you have chosen **Refuse sign-ins once the provider's certificate has ended** under **Advanced**.",
        {
          steps: [
            "Ask whoever manages the provider for the next certificate. A [setup link](/docs/administrators/setup-links#renew) that can renew only saves you the copying.",
            "Choose **Edit** and add it beside the old one. All certificates of a connection are tried, so sign-ins go on whenever the provider changes over.",
            "Test, then put the new version live. Take the old certificate away once the provider no longer uses it.",
          ],
        },
        "If the provider's metadata address is known here, we look at it every day. A new certificate is shown on the connection's page with a button that takes it into a new version. Nothing is taken by itself. A client secret of OpenID Connect is renewed the same way, but there is only one at a time.",
      ],
    },
    "our-keys": {
      title: "Our own keys",
      blocks: [
        "Under **Advanced: our signing and decryption keys** (SAML only) you can make a new key. Requests are signed with it at once; the old key goes on opening encrypted answers until you remove it. If your provider checks our signature, give it the new certificate right away.",
      ],
    },
    "one-at-a-time": {
      title: "One person at a time",
      blocks: [
        "Only one person edits the SSO settings of a space at a time. If somebody else is at it, you see who and since when. You can leave it to them, or take over: they are told, can no longer save, and what they typed stays on their screen. Whoever closes the page lets go of it; ten minutes after a computer went away without doing so, the next person gets in unasked.",
      ],
    },
    remove: {
      title: "Remove",
      blocks: [
        "Removing is for good: using the provider again takes a new configuration. The question before it says in numbers:",
        {
          points: [
            "Nobody can sign in through the connection any more, in no space.",
            "You are signed out, as at activation. If it was the last active connection, all tokens of the space stop working; while another one is active, you choose whether they do.",
            "Other people keep their sessions, or are signed out; you choose.",
            "People who have no password get a mail that says how to make one with **Forgotten password?**. What they own stays theirs.",
            "If it was the space's last way in, passwords are allowed for everybody again.",
          ],
        },
        "Audit log and sign-in log keep what happened. A connection that was never active is just deleted: nothing ends.",
      ],
    },
  },
};
