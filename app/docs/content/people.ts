import type { Article } from "./article";

export const people: Article<"administrators/people"> = {
  title: "People and approvals",
  summary: "Who may sign in, who decides, and what to do about one person.",
  sections: {
    "new-people": {
      title: "People who are new",
      blocks: [
        "Each email address is one person. Somebody who comes through a connection for the first time is recognised by it: if they are already in the space, they keep their role and everything they own. If they are new, each connection has its own setting: add them, let them wait for approval, or refuse them. They get no welcome email.",
      ],
    },
    approvals: {
      title: "Approvals",
      blocks: [
        "People who wait are listed under **People → Approvals**, and administrators get an email. They hold no licence while they wait. Select one or more, choose a different role if needed, and approve or reject. Each person is notified by email.",
        {
          picture: "approvals",
          alt: "The list of approvals with checkboxes, the role from the rules, and the buttons Approve and Reject",
        },
        "A rejected person stays under **Members** as deactivated, so that their next attempt does not put them on the list again. You can approve them later.",
        "In a **partner space** every new person waits for approval, whatever the connection's setting.",
      ],
    },
    licences: {
      title: "Licences",
      blocks: [
        "A space may have a number of seats for each role. If no licence for a person's role is free, they are refused with [no_licence](/docs/refusals/no_licence), and administrators are notified. Deactivate somebody who no longer needs access, or ask the company that runs this application for more.",
      ],
    },
    "by-hand": {
      title: "Add people by hand or from a file",
      blocks: [
        "Under **Members**, **Add a member** adds one, and **Import** adds up to 20,000 from a CSV file; you see the result before anything changes. These people may sign in through a connection whatever their domain is. With **Add new people at their first sign-in** turned off, they are the only ones who can.",
      ],
    },
    connectors: {
      title: "Choose which connections a person may use",
      blocks: [
        "A person's card has the tab **SSO connections**. If you choose one or more, they can sign in only through these; a password then works for the space only if they are an IT administrator. If you choose none, every active one is allowed. They are notified by email. Below are the accounts at providers that are linked to the person. People can link a further connection themselves on their account page, by signing in there with an account that has the same address.",
      ],
    },
    "new-identity": {
      title: "“Another identity than before”",
      blocks: [
        "A provider identifies each person by an identifier that never changes. If an address that is in use arrives with another identifier, the sign-in is refused with [subject_changed](/docs/refusals/subject_changed): it may be a new colleague with an old colleague's address.",
        "Make sure that it is the same person. Then open their card, tab **SSO connections**, and choose **Let link again**: their next sign-in may link the new identifier, once. **Remove link** deletes the old one completely.",
      ],
    },
    deactivate: {
      title: "Remove a person's access",
      blocks: [
        "Remove them from the application at the identity provider, and **Deactivate** them on their card here. That ends their sessions in this space and their personal tokens immediately, signs them out of applications, and frees the licence. You can undo it; ended tokens stay ended.",
        "If a device is lost or an account looks stolen, **End access now** on their card, under **Applications and tokens**, ends the same, and they stay a member: they can sign in again. The card says how much it ended, and that applications were told. For several people at once, select them under **Members** and open the menu of the bar. IT administrators and your own access are left out there; end them on the person's own card.",
      ],
    },
  },
};
