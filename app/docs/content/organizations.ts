import type { Article } from "./article";

export const organizations: Article<"administrators/organizations"> = {
  title: "One organization, several spaces",
  summary: "Use the connection of another space, so that one sign-in opens both.",
  sections: {
    what: {
      title: "What an organization is",
      blocks: [
        "An **organization** represents a company's directory. It owns domains and connections. Your space has its own organization as soon as it has a domain or a connection. If your company has several spaces, set up the provider in one of them and link its organization to the others: each keeps its own rules, roles and switch.",
      ],
    },
    ask: {
      title: "Ask and agree",
      blocks: [
        {
          steps: [
            "In the space that wants to use it, open **Security → Organizations**, choose **Requested** and enter the other space's address. Only an answer shows whether the space exists.",
            "Administrators of the other space get an email and find the request on their organization's page. They agree or decline, and can end the link at any time.",
          ],
        },
        "An agreed link alone does not let anyone sign in.",
      ],
    },
    connect: {
      title: "Connect",
      blocks: [
        "Open the organization and choose **Connect organization** beside a live connection. You sign in there once, as a real sign-in does; you need an account at the provider, no administrator's rights. If it succeeds, the connection is active in your space. As at any activation you are signed out; if it is the space's first active connection, its tokens end.",
        "The linked organization speaks for people of the domains that it has verified. For anybody else in your space, say somebody whom you have added by hand, choose its connection on their card, tab **SSO connections**. By which attributes address and names are read is said in the owner's space.",
        "From then on one sign-in makes people members of every space that has the connection active, each by its own rules and licences.",
      ],
    },
    "sso-only": {
      title: "People become single sign-on only",
      blocks: [
        "If somebody with a password signs in through an organization that has verified their domain, they become **single sign-on only**: their password and two-factor settings are removed, and they are signed out everywhere else. They are notified on screen and by email.",
        "Exempt are IT administrators of any space, staff of the company that runs this application, and people who may manage single sign-on in every space that they reach through the organization.",
        "**Allow a password again** on a person's card emails them a link to create a new password. When they next sign in through the organization, it is removed again.",
      ],
    },
    unlink: {
      title: "End a link",
      blocks: [
        "Either side can **Unlink** on the organization's page. In the space that used it, its sign-in options are removed; people there without a password get an email that explains how to create one. The owner's own space is not touched. If the side that ends it is the space that used it, the administrator who does it is signed out, and the space's tokens end unless another connection is active.",
      ],
    },
  },
};
