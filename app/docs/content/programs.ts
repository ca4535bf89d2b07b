import type { Article } from "./article";

export const programs: Article<"administrators/programs"> = {
  title: "Tokens, API and webhooks",
  summary: "Let programs do what administrators do, and notify them of what happens.",
  sections: {
    tokens: {
      title: "Tokens",
      blocks: [
        "A program shows a token in place of a password. **Personal access tokens** belong to a person and are made on the account page; **integration tokens** belong to an account of the space that nobody can sign in with, and are made under **Developers → Tokens**. Each may do only what you tick, and is shown once.",
        "All of a space's tokens end when its first connection is activated and when its last one is removed. While another one is active, whoever activates or removes one chooses. A program that uses an ended token gets the reason. Make it again from the list.",
      ],
    },
    api: {
      title: "API",
      blocks: [
        "Programs can do everything about connections, domains, people and logs through the API, under the same rules as on the screens. [The API](/docs/api) lists every call and every problem that it may return.",
      ],
    },
    webhooks: {
      title: "Webhooks",
      blocks: [
        "Under **Developers → Webhooks**, enter an address and choose events: connections enabled, disabled or removed; people who came in, wait or were rejected; certificates that expire; sign-ins refused. Each message is signed as defined by Standard Webhooks, retried for about three days until your address answers with success, and kept in a log for a month, from which you can send it again.",
        "To change the signing secret, open the webhook and choose **Create another secret**. For a day or a week each message has two signatures, one by each secret, so that your program can change over without losing a message. If somebody else may have the secret, let the present one end at once.",
      ],
    },
    "configuration-file": {
      title: "Configuration as a file",
      blocks: [
        "The API exports a space's connections, rules, teams, domains and directories as one JSON file without secrets, shows what applying a file would change, and applies it; with the digest of the plan, only what you have read is applied. New settings are drafts: they must pass their test before they go live. A new directory observes until you have read its review and activate it, and its credentials are created in the console, by the API or on the command line.",
      ],
    },
  },
};
