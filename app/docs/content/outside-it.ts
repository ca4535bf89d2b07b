import type { Article } from "./article";

export const outsideIt: Article<"outside-it"> = {
  title: "You were sent a setup link",
  summary:
    "For whoever runs the identity provider. You need no account here, and nothing you do goes live by itself.",
  sections: {
    link: {
      title: "Open the link",
      blocks: [
        "Open it and press **Begin setting up**. It works until the time that it names, also a second time and in another browser; a page that you have opened stays open for 12 hours at most. Keep it to yourself: whoever has it can do what you can.",
        "You need to be an administrator of the identity provider, and about fifteen minutes.",
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
            "At your provider, create an application for us. The guide on the page names the menus of your provider's screens.",
            "Copy each of **our values** into the field that the guide names.",
            "Enter your values. A SAML **metadata address** is the best way, as we then notice a new certificate by ourselves. A client secret is stored encrypted and shown to nobody.",
            "Assign the people or groups who may sign in, and one account for your test.",
          ],
        },
        "What cannot be used is refused at its field and said why. [What the form may say](/docs/refusals#fields), [all guides](/docs/providers).",
      ],
    },
    test: {
      title: "Test",
      blocks: [
        "Choose **Test** and sign in with any account of yours. Nobody is added and nobody is signed in. If it fails, the result says what came, what was expected and who can mend it; most causes lie in a value that was copied. [Every code with its mending](/docs/refusals).",
      ],
    },
    "hand-over": {
      title: "Hand over",
      blocks: [
        "Press **I am done, tell my contact**. They look at it and switch it on. Until the link ends you can come back and change what you entered. While a version is live already, yours waits beside it as a new one.",
      ],
    },
    renew: {
      title: "A link to renew",
      blocks: [
        "Some links take a new certificate or client secret only. Paste the new certificate; the ones in use stay until you take them away, so that sign-ins go on while your provider changes over. The provider's metadata does too, if it is of the same provider. Test, and hand over.",
      ],
    },
    over: {
      title: "The link does not work any more",
      blocks: [
        "It has run out, was revoked, or was not copied completely. Ask your contact for a new one. What you saved is still there.",
      ],
    },
  },
};
