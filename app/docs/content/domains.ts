import type { Article } from "./article";

export const domains: Article<"administrators/domains"> = {
  title: "Domains",
  summary:
    "Prove that the part of your e-mail addresses after the @ is yours, so that your people can come in by it.",
  sections: {
    why: {
      title: "Why a domain must be verified",
      blocks: [
        "An identity provider can name any address it likes. So new people come in only with an address of a domain that your organization has proved to be its own. Whom you have added by hand, by a file or by an approval comes in anyway.",
        "A domain is verified by one organization at most. If another one has it, you can add it all the same where none of your connections adds new people: it stays pending, and people whom you have added come in. Domains of free mail services, where anybody can have an address, cannot be added.",
      ],
    },
    prove: {
      title: "Add and verify",
      blocks: [
        {
          steps: [
            "Open **Security → Domains**, enter the domain and choose **Add domain**.",
            "The domain's page shows a DNS record: type `TXT`, a name that begins with `_gatehouse`, and a value. Add it where your domain is managed. Some screens add the domain to the name themselves; there, enter `_gatehouse` only.",
            "Choose **Check now**. DNS needs a few minutes at times; we look again twice a day by ourselves and tell you when it is there.",
          ],
        },
        {
          picture: "domain",
          alt: "A domain's page with the type, name and value of the DNS record, and the button Check now",
        },
        "If you cannot change the DNS, ask the company that runs this application: it can approve a domain.",
      ],
    },
    "stays-proved": {
      title: "It has to stay proved",
      blocks: [
        "Leave the record in place. If it is gone, the domain is **Failing**: it counts for a week after the record was last seen. Then it is **Expired**, and nobody new comes in from it until the record is back. Administrators get a mail about each change. A domain that was approved by the company that runs this application needs no record.",
      ],
    },
    discovery: {
      title: "What the sign-in page does with it",
      blocks: [
        "On the common sign-in page people enter their address first. If its domain is verified and a connection is active, they go on to the provider; with several, they choose. Everybody else is asked for a password. The page answers the same for all addresses of a domain, so nobody can find out who has an account.",
        "Your space's own page, `/` and the space's name and `/login`, has a button for each active connection. Their order, and which one stands out as the default, are set under **Security → Sign-in**; the one that a browser used last takes its place there.",
      ],
    },
    "new-name": {
      title: "Your domain has a new name",
      blocks: [
        "Add and verify the new domain, then open the old one and choose **Change addresses**. You see who gets which address and who stays, and why. People keep their user and everything that is theirs, are not signed out, and are told by mail at the new address. Spaces that are connected to your organization are changed with yours; the page says how many people in which. The provider may send a new identifier once. [Moving](/docs/administrators/moving#new-domain) has the order of the steps.",
      ],
    },
    remove: {
      title: "Remove a domain",
      blocks: [
        "Nobody new comes in from it any more, and the common sign-in page asks its people for a password. They stay in the space with all they own. To have it back, prove it again with a new record.",
      ],
    },
  },
};
