import type { Article } from "./article";

export const people: Article<"administrators/people"> = {
  title: "People and approvals",
  summary: "Who gets in, who decides, and what to do about one person.",
  sections: {
    "new-people": {
      title: "People who are new",
      blocks: [
        "A person is one e-mail address. Somebody who comes through a connection for the first time is recognised by it: if they are in the space already, they keep role and belongings. If they are new, each connection has its own setting: add them, have them wait for an approval, or refuse them. They get no welcome mail.",
      ],
    },
    approvals: {
      title: "Approvals",
      blocks: [
        "People who wait stand under **People → Approvals**, and administrators get a mail. They hold no licence while they wait. Tick one or more, choose a role if it should be another than the one shown, and approve or reject. Each is told by mail.",
        {
          picture: "approvals",
          alt: "The list of approvals with boxes, the role by the rules, and the buttons Approve and Reject",
        },
        "Whoever is rejected stays under **Users** as deactivated, so that the next try does not bring them back to the list. You can let them in later.",
        "In a **partner space** everybody new waits for an approval, whatever the connection says.",
      ],
    },
    licences: {
      title: "Licences",
      blocks: [
        "A space may have a number of seats for each role. If none of a person's role is free, they are refused with [no_licence](/docs/refusals#no_licence), and administrators are told. Deactivate somebody who no longer needs access, or ask the company that runs this application for more.",
      ],
    },
    "by-hand": {
      title: "Add people by hand or from a file",
      blocks: [
        "Under **Users**, **Add a person** makes one, **Import** up to 20,000 from a CSV file; you see what it would do before anything is done. Such people may come through a connection whatever their domain is. With **Add new people at their first sign-in** switched off, they are the only ones who can.",
      ],
    },
    connectors: {
      title: "Choose by which connection somebody signs in",
      blocks: [
        "A person's card has the tab **SSO connectors**. Choose one or more, and they sign in by these only; a password then opens the space for them only if they are an IT administrator. Choose none, and every active one lets them in. They are told by mail. Beneath stand the accounts at providers that are linked to the person. People link a further connector themselves on their account page, by signing in there with an account of the same address.",
      ],
    },
    "new-identity": {
      title: "“Another identity than before”",
      blocks: [
        "A provider names each person by an identifier that never changes. If a known address comes with another identifier, the sign-in is refused with [subject_changed](/docs/refusals#subject_changed): it may be a new colleague with an old colleague's address.",
        "Make sure that it is the same person. Then open their card, tab **SSO connectors**, and choose **Let link again**: their next sign-in may bring the new identifier, once. **Remove link** forgets the old one altogether.",
      ],
    },
    deactivate: {
      title: "Shut somebody out",
      blocks: [
        "Take them out of the application at the identity provider, and **Deactivate** them on their card here. That ends their sessions in this space and their personal tokens at once and frees the licence. It can be undone; tokens that have ended stay ended.",
      ],
    },
  },
};
