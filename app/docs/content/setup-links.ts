import type { Article } from "./article";

export const setupLinks: Article<"administrators/setup-links"> = {
  title: "Let somebody outside do it",
  summary:
    "A setup link lets the people who run your identity provider enter its values and test them, without a user here.",
  sections: {
    make: {
      title: "Create a link",
      blocks: [
        {
          steps: [
            "Start a connection and complete the step **Provider**, so that it has a page.",
            "On that page, under **Setup link**, choose **Create setup link**.",
            "Enter the recipient and how long it works: 3 days unless you choose otherwise. Send it by email with instructions, or copy it: it is shown only once.",
          ],
        },
        "Send them [the page for outside IT staff](/docs/outside-it) too. For a tool, the recipient enters the client ID and secret; only you decide whether the tool's tokens are kept for programs.",
      ],
    },
    limits: {
      title: "What it can and cannot do",
      blocks: [
        {
          points: [
            "It configures and tests this one connection.",
            "It cannot activate or put anything live. Only you can.",
            "It shows no secrets and nobody in your space.",
            "Opening the address changes nothing, so mail scanners are harmless: a person must press the button.",
          ],
        },
        "Anyone who has the link can open it until it expires. If it went to the wrong person, **Revoke** it: that also ends every page that was opened with it. What was entered is kept.",
      ],
    },
    follow: {
      title: "Follow the progress",
      blocks: [
        "The list shows the progress live: opened, configured, tested, done. You get an email when they say that they are done. Review the values, test again if you like, and activate. All links of the space are under **Setup links** on the page **Single sign-on**.",
      ],
    },
    renew: {
      title: "Renew only",
      blocks: [
        "For a connection that is already configured, a link can be limited to **Renew only**: it accepts only a new certificate or client secret. The result is a new version that you put live.",
      ],
    },
  },
};
