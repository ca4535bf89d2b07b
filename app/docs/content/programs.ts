import type { Article } from "./article";

export const programs: Article<"administrators/programs"> = {
  title: "Tokens, API and webhooks",
  summary: "Let programs do what administrators do, and be told what happens.",
  sections: {
    tokens: {
      title: "Tokens",
      blocks: [
        "A program shows a token in place of a password. **Personal access tokens** belong to a person and are made on the account page; **integration tokens** belong to an account of the space that nobody can sign in with, and are made under **Developers → Tokens**. Each may do only what you tick, and is shown once.",
        "All of a space's tokens end when its first connection is activated and when its last one is removed. While another one is active, whoever activates or removes one chooses. A program that shows an ended one is told why. Make it again from the list.",
      ],
    },
    api: {
      title: "API",
      blocks: [
        "Everything about connections, domains, people and logs can be done by the API, by the same rules as on the screens. [The API](/docs/api) lists every call and every problem that it may answer with.",
      ],
    },
    webhooks: {
      title: "Webhooks",
      blocks: [
        "Under **Developers → Webhooks** name an address of yours and what it should be told about: connections switched or removed, people who came in, wait or were shut out, certificates that end, sign-ins refused. Each message is signed by the rules of Standard Webhooks, tried again for about three days until your address answers well, and kept in a log for a month, from which you can send it again.",
      ],
    },
    "configuration-file": {
      title: "Configuration as a file",
      blocks: [
        "The API gives a space's connections, rules, teams and domains as one JSON file without secrets, says what applying a file would change, and applies it. What it brings are drafts: they must pass their test before they go live.",
      ],
    },
  },
};
