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
            "In the first step of the wizard, or under **Setup links**, choose **Send to IT**. Whoever gets the link chooses the provider and the protocol too.",
            "For a connection that exists, open its page, then **Settings**, and choose **Create setup link**.",
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
            "It configures and tests one connection: the one you made it for, or the one that its recipient starts.",
            "It cannot activate or put anything live. Only you can. A program may create a link that may activate what has passed its test, with [the API](/docs/api).",
            "It shows no secrets and nobody in your space but you: the recipient sees who has invited them.",
            "Opening the address changes nothing, so mail scanners are harmless: a person must press the button.",
          ],
        },
        "Anyone who has the link can open it until it expires. If it went to the wrong person, **Revoke** it: that also ends every page that was opened with it. What was entered is kept.",
      ],
    },
    follow: {
      title: "Follow the progress",
      blocks: [
        "**Single sign-on** shows how far they are, and what is tested and yours to activate. You get an email when they say that they are done. Review the values, test again if you like, and activate. All links of the space are under **Setup links**.",
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
