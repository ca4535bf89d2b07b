import type { Article } from "./article";

export const moving: Article<"administrators/moving"> = {
  title: "Move to another provider or domain",
  summary: "Change over without locking anyone out.",
  sections: {
    "another-provider": {
      title: "To another identity provider",
      blocks: [
        "Set up the new provider next to the old one, let people use both for a while, then turn the old one off. Do not enter the new provider's values into the old connection: the new provider sends a different identifier for each person, and they would be refused with [subject_changed](/docs/refusals/subject_changed).",
        {
          steps: [
            "Make sure that an [IT administrator](/docs/administrators/passwords#it-administrators) can sign in with a password.",
            "Set up and test a second connection for the new provider. Give it a name that people can tell from the old one.",
            "Write the same [role rules](/docs/administrators/roles) on it: each connection has its own.",
            "Activate it. The old connection goes on working, and the space's tokens too unless you choose to end them.",
            "Under **Security → Sign-in** make the new button the default. People are recognised by their address and keep everything they have.",
            "If certain connections were chosen for somebody, choose the new one on their card too.",
            "When the sign-in log shows the old connection no more, turn it off. Nothing is lost, should you need it again.",
            "After some weeks, remove it. Tokens go on working through the new connection unless you choose to end them.",
          ],
        },
      ],
    },
    "new-domain": {
      title: "To another email domain",
      blocks: [
        {
          steps: [
            "Add the new domain and [verify](/docs/administrators/domains#prove) it. Keep the old one verified for now.",
            "Open the old domain and choose **Change addresses**. You see who would get a new address, and who would not.",
            "Confirm. Within the same hour, change the addresses at the provider.",
            "Check the sign-in log. When nobody signs in with an old address any more, remove the old domain.",
          ],
        },
      ],
    },
    leaving: {
      title: "Away from single sign-on",
      blocks: [
        "Allow passwords for everyone under **Security → Sign-in**, then [remove](/docs/administrators/operate#remove) the connections. People without a password get an email that explains how to create one.",
      ],
    },
  },
};
