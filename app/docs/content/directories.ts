import type { Article } from "./article";

export const directories: Article<"administrators/directories"> = {
  title: "Directories",
  summary:
    "People arrive and leave by themselves: connect the product in which your company keeps its people.",
  sections: {
    what: {
      title: "What a directory does",
      blocks: [
        "Your company keeps its people in one product, such as Okta, Entra ID, OneLogin or JumpCloud. Connected as a **directory**, it tells this space about everybody who arrives, changes their name or group, or leaves. Nobody has to add or remove them here.",
        "Single sign-on alone notices people only when they sign in: somebody who has left keeps their sessions and tokens until these expire. With a directory, their access ends within seconds.",
        "The protocol is called **SCIM 2.0**. Google Workspace cannot send people to an application of its own choice; **Import** them from a file under **Members** instead.",
      ],
    },
    connect: {
      title: "Connect it",
      blocks: [
        {
          steps: [
            "Open **People → Directory** and choose **Connect a directory**. Choose the product, and whose role rules its groups feed.",
            "Create the token. It is shown once. Paste it and the address into your product, as the guide beside it draws; a product that asks for OAuth 2 gets a client ID and a secret instead.",
            "Test the connection there. The first request appears on the page at once, and everybody whom you assign follows.",
          ],
        },
        "Only administrators can connect a directory: it has power over everybody's access. Two tokens may be in use at a time, so that one can be exchanged without a pause.",
      ],
    },
    "dry-run": {
      title: "Look before you activate",
      blocks: [
        "Until you activate, what arrives is answered and kept, and nobody gets or loses access. The step **Review** shows what activation would do to each person, in numbers and in a table that can be searched and downloaded.",
        {
          terms: [
            [
              "Recognised",
              "The directory's person and a member are the same, by an ID, a user name or an address.",
            ],
            ["New", "Nobody here has the address. The person joins."],
            [
              "Conflicting",
              "The person cannot be taken over, for example because the address is outside your verified domains.",
            ],
            ["Ambiguous", "What the directory says fits two people here. Nobody guesses which one."],
          ],
        },
        "Each row says what to do and who does it. Correct it, then choose **Check again**. A review stays as it was found for an hour, whichever of its pages you look at; after that, everybody is looked at again.",
      ],
    },
    activate: {
      title: "Activate",
      blocks: [
        "**Activate** says once more in numbers what will happen. Everybody in the directory gets their access within seconds, or minutes if there are thousands. From then on each change there is a change here.",
        "Names and email addresses of these people follow the directory, so their cards here no longer change them.",
      ],
    },
    roles: {
      title: "Groups give roles",
      blocks: [
        "A group is the same as a group that comes with a sign-in: the [role rules](/docs/administrators/roles#rules) of the connection that the directory feeds decide what it gives. Under **Groups** you see the members of each and what the rules make of them. A group that no rule names gives nothing.",
        "Without a connection everybody who arrives becomes a Reader. An administrator can give them another role by hand.",
      ],
    },
    leaving: {
      title: "People who leave",
      blocks: [
        "Somebody whom the directory marks as inactive, or deletes, is deactivated: sessions and tokens end, the licence becomes free, and nothing of theirs is deleted. If they return, they get access and their role again.",
        "An **IT administrator** and the last administrator stay, whatever the directory says, and administrators are told. Somebody whom you have deactivated yourself stays deactivated.",
      ],
    },
    brake: {
      title: "The brake",
      blocks: [
        "A group that is unassigned by mistake looks the same as a company that leaves. So if more than a tenth of the people, or more than 20, would lose access within ten minutes, the rest is **held**: they keep their access, and administrators are asked by email and on the home page.",
        "Look at your product first. If so many have really left, confirm; if not, reject and correct it there. You can decide about everybody at once or one by one.",
      ],
    },
    requests: {
      title: "The request log",
      blocks: [
        "Under **Requests** is everything that the directory has sent in the last 30 days: what it asked, what changed, why something failed, and who can fix it. Search by a name to see what happened to a person.",
        "A request that failed can be replayed once the cause is fixed, so you need not wait for the directory to send it again.",
      ],
    },
    pause: {
      title: "Pause and resume",
      blocks: [
        "While a directory is **paused**, what arrives is answered and kept, and nobody here changes. **Resume** applies everything that came meanwhile.",
        { note: "Somebody who leaves while it is paused keeps their access until you resume.", tone: "warn" },
      ],
    },
    remove: {
      title: "Remove it",
      blocks: [
        "Under **Settings**, **Remove** deletes the directory with its tokens, people, groups and log. You choose whether its people keep their access or lose it; the numbers are shown. The audit log stays.",
      ],
    },
  },
};
