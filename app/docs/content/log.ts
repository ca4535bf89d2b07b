import type { Article } from "./article";

export const log: Article<"administrators/log"> = {
  title: "See what happens",
  summary: "Every sign-in with its cause, every change with its author, and the mails that you get.",
  sections: {
    "sign-in-log": {
      title: "Sign-in log",
      blocks: [
        "**Security → Sign-in log** has every attempt to sign in through a connection, kept for 90 days. Search by address, connection, or the **reference** that somebody was shown when they were refused.",
        {
          picture: "log-entry",
          alt: "A refused sign-in: cause, received and expected, who fixes it and how",
        },
        "An entry says the cause, what was received and expected, who can mend it and how, with a button that leads there. Sign-ins with a password stand in the audit log.",
      ],
    },
    "audit-log": {
      title: "Audit log",
      blocks: [
        "**Security → Audit log** says who did what, and when: settings, people, tokens, sign-ins with a password. Filter by event, person and day, and export what you see as CSV or JSON. No entry can be changed or deleted afterwards.",
      ],
    },
    messages: {
      title: "Mails to administrators",
      blocks: [
        {
          points: [
            "A certificate ends, or the provider's metadata has changed.",
            "A domain was verified, fails, or has expired.",
            "Somebody waits for approval, or no licence was free.",
            "Somebody has changed who may use a password, or an IT administrator has used theirs while it is closed to others.",
            "Another space asks for your organization, or answers you.",
          ],
        },
        "Programs can be told as it happens: [webhooks](/docs/administrators/programs#webhooks).",
      ],
    },
  },
};
