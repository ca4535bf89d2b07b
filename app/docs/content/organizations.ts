import type { Article } from "./article";

export const organizations: Article<"administrators/organizations"> = {
  title: "One organization, several spaces",
  summary: "Use the connection of another space, so that one sign-in opens both.",
  sections: {
    what: {
      title: "What an organization is",
      blocks: [
        "An **organization** stands for a company's directory. It owns domains and connections. Your space has one of its own as soon as it has a domain or a connection. If your company has several spaces, set up the provider in one of them and link its organization to the others: each keeps its own rules, roles and switch.",
      ],
    },
    ask: {
      title: "Ask and agree",
      blocks: [
        {
          steps: [
            "In the space that wants to use it, open **Security → Organizations**, choose **Asked for** and enter the other space's address. Whether such a space exists is told only by its answer.",
            "Administrators of the other space get a mail and find the request on their organization's page. They agree or decline, and can end the link at any time.",
          ],
        },
        "An agreed link alone lets nobody in.",
      ],
    },
    connect: {
      title: "Connect",
      blocks: [
        "Open the organization and choose **Connect organization** beside a live connection. You sign in there once, as a real sign-in does; you need an account at the provider, no administrator's rights. If it succeeds, the connection is active in your space. As at any activation you are signed out; if it is the space's first active connection, its tokens end.",
        "The linked organization speaks for people of the domains that it has verified. For anybody else in your space, say somebody whom you have added by hand, choose its connector on their card, tab **SSO connectors**. By which attributes address and names are read is said in the owner's space.",
        "From then on one sign-in makes people members of every space that has the connection active, each by its own rules and licences.",
      ],
    },
    "sso-only": {
      title: "People become single sign-on only",
      blocks: [
        "Somebody with a password who signs in through an organization that has verified their domain is changed to **single sign-on only**: password and two-factor settings are cleared, and they are signed out everywhere else. They are told on screen and by mail.",
        "Exempt are IT administrators of any space, staff of the company that runs this application, and whoever may manage single sign-on in every space that they reach through the organization.",
        "**Let back to a password** on a person's card sends them a link to a new password. When they next sign in through the organization, it is cleared again.",
      ],
    },
    unlink: {
      title: "End a link",
      blocks: [
        "Either side can **Unlink** on the organization's page. In the space that used it, its ways in are gone; people there without a password are told how to make one. The owner's own space is not touched. If the side that ends it is the space that used it, the acting administrator is signed out, and the space's tokens end unless another connection is active.",
      ],
    },
  },
};
