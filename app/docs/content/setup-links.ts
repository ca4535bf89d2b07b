import type { Article } from "./article";

export const setupLinks: Article<"administrators/setup-links"> = {
  title: "Let somebody outside do it",
  summary:
    "A setup link lets the people who run your identity provider enter its values and test them, without a user here.",
  sections: {
    make: {
      title: "Make a link",
      blocks: [
        {
          steps: [
            "Begin a connection as far as the step **Provider**, so that it has a page.",
            "On that page, under **Setup link**, choose **Create setup link**.",
            "Say for whom it is and for how long: 3 days unless you choose otherwise. Have it sent with instructions, or copy it: it is shown this once.",
          ],
        },
        "Send them [the page for outside IT staff](/docs/outside-it) too. For a tool, whoever has the link enters the client ID and secret; whether the tool's tokens are kept for programs stays your decision.",
      ],
    },
    limits: {
      title: "What it can and cannot do",
      blocks: [
        {
          points: [
            "It configures and tests this one connection.",
            "It cannot activate or put anything live. That stays yours.",
            "It shows no secret and nobody of your space.",
            "Opening the address changes nothing, so mail scanners do no harm: a person has to press the button.",
          ],
        },
        "Whoever has the link can open it until it ends. If it went astray, **Revoke** it: that also ends every page that was opened with it. What was entered stays.",
      ],
    },
    follow: {
      title: "Follow along",
      blocks: [
        "The list shows how far they are, as it happens: opened, configured, tested, done. You get a mail when they say that they are done. Look at the values, test once more if you like, and activate. All links of the space stand under **Setup links** on the page **Single sign-on**.",
      ],
    },
    renew: {
      title: "Renew only",
      blocks: [
        "For a connection that has its values, a link can be limited to **Renew only**: it takes a new certificate or client secret and nothing else. It becomes a new version that you put live.",
      ],
    },
  },
};
