import type { Article } from "./article";

export const operate: Article<"administrators/operate"> = {
  title: "Turn off, change, remove",
  summary: "What you can do with a connection in use, and how each step affects the people who use it.",
  sections: {
    states: {
      title: "What the badges mean",
      blocks: [
        { picture: "connections", alt: "The list of connections with name, state, type and last use" },
        {
          terms: [
            ["Draft", "It is being set up. Nobody can sign in through it."],
            ["Tested", "It has passed its test and can be activated."],
            ["Active", "People sign in through it."],
            ["Disabled", "Turned off. Nothing is lost."],
            ["Expiring, Expired", "The provider's last certificate expires within 30 days, or has expired."],
            [
              "Failing",
              "Its last three sign-ins were all refused for the same reason, one that the settings or the provider can fix. What you decided yourself, such as a connection that is off, does not count. Test it: the result names the check.",
            ],
          ],
        },
      ],
    },
    "switch-off": {
      title: "Turn off and on",
      blocks: [
        "Use the switch **Enabled** on the connection's page. While it is off, new sign-ins through it are refused, including those of people who are at the provider at that moment. Settings, sessions and tokens are kept. Turn it on again to continue.",
        {
          note: "If it is the only active connection and only IT administrators may use a password, you are asked first: nobody else can sign in until it is on again.",
          tone: "warn",
        },
      ],
    },
    "sign-outs": {
      title: "When the provider signs somebody out",
      blocks: [
        "A sign-in here outlives the one at your identity provider unless the provider tells us. Open the connection, choose **Settings**, and find **Sign-outs from** your provider. It lists every address that this connection can hear at; paste those that your provider has a field for.",
        {
          terms: [
            [
              "Single logout URL (SAML), Back-channel logout URL (OpenID Connect)",
              "When somebody signs out at the provider, what that session opened here ends.",
            ],
            [
              "Global token revocation endpoint",
              "Okta's Universal Logout. All sessions and personal tokens of the person in your space end.",
            ],
            [
              "Shared signals receiver",
              "CAEP events that are pushed: a revoked session, changed credentials or changed claims end the person's sessions.",
            ],
          ],
        },
        "There is no secret to exchange: only your provider's own signature counts, and each signal once. Applications behind Gatehouse are told too. The list below the addresses shows what has arrived, what it ended, and why something was refused.",
      ],
    },
    change: {
      title: "Change its settings",
      blocks: [
        "Choose **Edit**. What you save becomes a new version; the live one stays in use. Test the new version, then choose **Put live**: sign-ins use it immediately. No session or token ends, and you stay signed in.",
        {
          picture: "connection",
          alt: "A connection's page with its switch, login URL, values and versions",
        },
        "Name, reference, people and roles are not part of a version. If you change the reference, the old login URL no longer works.",
      ],
    },
    versions: {
      title: "Versions, and returning to an earlier one",
      blocks: [
        "A version never changes. An edit creates a new one. The list **Versions** shows who saved which version and when, and what each one changed.",
        "**Roll back** puts an earlier version live again. It is offered for versions that have passed their test. Nobody is signed out, and a draft does not change. Versions of people and roles stand in the same list: **Restore** brings their attribute names, rules and provisioning back.",
      ],
    },
    certificates: {
      title: "Renew a certificate",
      blocks: [
        "A SAML provider signs with a key, and its certificate expires. You get an email 30 days, 7 days and 1 day before the last one expires, and on the day, and the connection's page shows it. An expired certificate locks nobody out, unless you have chosen **Refuse sign-ins once the provider's certificate has expired** under **Advanced**.",
        {
          steps: [
            "Get the next certificate from the person who manages the provider. With a [setup link](/docs/administrators/setup-links#renew) for renewal only, they can enter it themselves.",
            "Choose **Edit** and add it next to the old one. All certificates of a connection are tried, so sign-ins work before and after the provider changes over.",
            "Test, then put the new version live. Remove the old certificate once the provider no longer uses it.",
          ],
        },
        "If the connection has the provider's metadata address, we check it every day. The connection's page shows a new certificate, with a button that applies it to a new version. Nothing is applied automatically. A client secret of OpenID Connect is renewed in the same way, but there is only one at a time.",
      ],
    },
    "our-keys": {
      title: "Our own keys",
      blocks: [
        "Under **Advanced: our signing and decryption keys** (SAML only) you can create a new key. Requests are signed with it immediately. The old key continues to decrypt encrypted assertions until you remove it. If your provider verifies our signature, give it the new certificate right away.",
      ],
    },
    "one-at-a-time": {
      title: "One person at a time",
      blocks: [
        "Only one person edits the SSO settings of a space at a time. If somebody else is editing, you see who and since when. You can leave editing to them, or take over: they are notified and can no longer save, and what they typed stays on their screen. Closing the page releases it. If a computer goes away without closing it, the next person can edit after ten minutes.",
      ],
    },
    remove: {
      title: "Remove",
      blocks: [
        "Removal is permanent: to use the provider again, you configure it again. Before you confirm, you see in numbers:",
        {
          points: [
            "Nobody can sign in through the connection any more, in no space.",
            "You are signed out, as at activation. If it was the last active connection, all tokens of the space stop working; while another one is active, you choose whether they do.",
            "Other people keep their sessions, or are signed out; you choose.",
            "People who have no password get an email that explains how to create one with **Forgotten password?**. They keep everything they own.",
            "If it was the space's last active connection, passwords are allowed for everyone again.",
          ],
        },
        "The audit log and the sign-in log are kept. A connection that was never active is simply deleted: nothing ends.",
      ],
    },
  },
};
