import type { Article } from "./article";

export const domains: Article<"administrators/domains"> = {
  title: "Domains",
  summary:
    "Prove that the part of your email addresses after the @ is yours, so that your people can sign in with it.",
  sections: {
    why: {
      title: "Why a domain must be verified",
      blocks: [
        "An identity provider can send any address it likes. So new people can sign in only with an address in a domain that your organization has verified. People whom you add by hand, from a file or by an approval can sign in anyway.",
        "A domain is verified by one organization at most. If another organization has it, you can still add it if none of your connections adds new people: it stays pending, and people whom you have added can sign in. You cannot add domains of free mail services, where anyone can have an address.",
      ],
    },
    prove: {
      title: "Add and verify",
      blocks: [
        {
          steps: [
            "Open **Security → Domains**, choose **Add a domain** and enter it.",
            "The domain's page shows a DNS record: type `TXT`, a name that begins with `_gatehouse`, and a value. Add it where your domain is managed. Some DNS consoles add the domain to the name automatically; there, enter only `_gatehouse`.",
            "Choose **Check now**. DNS sometimes needs a few minutes. We also check twice a day and notify you when the record is found.",
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
      title: "Keep the record in place",
      blocks: [
        "If the record is missing, the domain is **Failing**: it stays verified for a week after the record was last seen. Then it is **Expired**, and new people from it cannot sign in until the record is restored. Administrators get an email about each change. A domain that was approved by the company that runs this application needs no record.",
      ],
    },
    discovery: {
      title: "How the sign-in page uses it",
      blocks: [
        "On the common sign-in page, people enter their address first. If its domain is verified and a connection is active, they continue to the provider; if there are several, they choose. Everyone else is asked for a password. The page responds in the same way to all addresses of a domain, so nobody can find out who has an account.",
        "Your space's own page, `/` followed by the space's name and `/login`, has a button for each active connection. You set their order and the default under **Security → Sign-in**. If a browser has used a connection before, that connection is highlighted instead of the default.",
      ],
    },
    "new-name": {
      title: "Your domain name changed",
      blocks: [
        "Add and verify the new domain, then open the old one and choose **Change addresses**. You see who gets which address, who does not, and why. People keep their user and everything they own, stay signed in, and are notified by email at the new address. Spaces that are connected to your organization are changed with yours; the page shows the number of people in each. The provider may send a new identifier once. [Moving](/docs/administrators/moving#new-domain) has the order of the steps.",
      ],
    },
    remove: {
      title: "Remove a domain",
      blocks: [
        "New people from it can no longer sign in, and the common sign-in page asks its people for a password. They stay in the space with everything they own. To restore the domain, verify it again with a new record.",
      ],
    },
  },
};
