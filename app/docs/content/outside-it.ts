import type { Article } from "./article";

export const outsideIt: Article<"outside-it"> = {
  title: "You were sent a setup link",
  summary:
    "For the person who runs the identity provider. You need no account here, and nothing that you do goes live by itself.",
  sections: {
    link: {
      title: "Open the link",
      blocks: [
        "Open it and press **Start setup**. It works until the time shown, more than once and in any browser. An opened page works for 12 hours at most. Do not share the link: anyone who has it can do what you can.",
        "The page says who has invited you. If nobody has chosen a provider yet, you do: pick yours and the protocol, and change your mind until it is active.",
        "You need administrator access to the identity provider, and about fifteen minutes.",
      ],
    },
    values: {
      title: "Copy values both ways",
      blocks: [
        {
          picture: "setup",
          alt: "The page behind a setup link: our values, the form for yours, and the guide for the provider",
        },
        {
          steps: [
            "At your provider, create an application for us. The guide on the page uses the menu names of your provider's console.",
            "Copy each of **our values** into the field that the guide names.",
            "Enter your values. A SAML **metadata address** is best, because we then detect a new certificate automatically. A client secret is stored encrypted and shown to nobody.",
            "Assign the people or groups who may sign in, and one account for your test.",
          ],
        },
        "A value that cannot be used is refused at its field, with the reason. [What the form may say](/docs/refusals/fields), [all guides](/docs/providers).",
      ],
    },
    test: {
      title: "Test",
      blocks: [
        "Choose **Test** and sign in with any of your accounts. Nobody is added or signed in. If it fails, the result shows what was received, what was expected and who can fix it. Most causes are an incorrectly copied value. [Every code with its fix](/docs/refusals).",
      ],
    },
    "hand-over": {
      title: "Hand over",
      blocks: [
        "Press **I am done, notify my contact**. They review it and turn it on. Some links may also **Activate** what has passed its test. Until the link expires you can return and change what you entered. If a version is already live, yours is saved as a new one.",
      ],
    },
    renew: {
      title: "A link to renew",
      blocks: [
        "Some links accept only a new certificate or client secret. Paste the new certificate. The ones in use stay until you remove them, so that sign-ins work before and after your provider changes over. You can also use the provider's metadata, if it is of the same provider. Test, and hand over.",
      ],
    },
    over: {
      title: "The link no longer works",
      blocks: [
        "It has expired, was revoked, or was not copied completely. Ask your contact for a new one. What you saved is kept.",
      ],
    },
  },
};
