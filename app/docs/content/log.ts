import type { Article } from "./article";

export const log: Article<"administrators/log"> = {
  title: "See what happens",
  summary: "Every sign-in with its cause, every change with its author, and the emails that you get.",
  sections: {
    "sign-in-log": {
      title: "Sign-in log",
      blocks: [
        "**Security → Sign-in log** has every attempt to sign in through a connection, kept for 90 days. Search by address, connection, or the **reference** that a person saw when they were refused.",
        {
          picture: "log-entry",
          alt: "A refused sign-in: cause, received and expected, who fixes it and how",
        },
        "An entry shows the cause, what was received and expected, who can fix it and how, with a button to the right place. Sign-ins with a password are in the audit log.",
      ],
    },
    "audit-log": {
      title: "Audit log",
      blocks: [
        "**Security → Audit log** shows who did what, and when: settings, people, tokens, sign-ins with a password. Filter by event, person and day, and export what you see as CSV or JSON. Entries cannot be changed or deleted.",
      ],
    },
    messages: {
      title: "Emails to administrators",
      blocks: [
        {
          points: [
            "A certificate expires soon, or the provider's metadata has changed.",
            "A domain was verified, fails, or has expired.",
            "Somebody is waiting for approval, or no licence was free.",
            "Somebody has changed who may use a password, or an IT administrator has used theirs while nobody else may.",
            "Another space asks for your organization, or answers you.",
          ],
        },
        "To notify programs, use [webhooks](/docs/administrators/programs#webhooks).",
      ],
    },
  },
};
