import type { Article } from "./article";

export const passwords: Article<"administrators/passwords"> = {
  title: "Passwords and emergency access",
  summary: "Who may still use a password, and how to sign in if single sign-on is broken.",
  sections: {
    beside: {
      title: "Passwords besides single sign-on",
      blocks: [
        "At first, everyone who has a password can still use it besides single sign-on. **Security → Sign-in** shows who may use one, who decided that, and when. The rule applies everywhere: to the form, to **Forgotten password?** and to programs.",
      ],
    },
    "sso-only": {
      title: "What becomes of passwords",
      blocks: [
        "As a space begins, people whose address is at one of its verified domains lose their password at their first sign-in through the provider: from then on the provider alone decides. They are notified on screen and by email. IT administrators keep theirs, and so does everybody who manages single sign-on in all spaces that they reach.",
        "**Keep passwords**, under **Security → Sign-in**, changes that: a password from before single sign-on stays, works beside it while passwords are allowed, and works again once single sign-on is removed. Whoever had lost theirs can make a new one by **Forgotten password?**.",
      ],
    },
    "it-administrators": {
      title: "IT administrators",
      blocks: [
        "An **IT administrator** is an administrator who can always sign in with a password, even if nobody else may. This is your emergency access if the provider is down, its certificate has expired, or somebody has made a mistake.",
        {
          picture: "passwords",
          alt: "The page Sign-in: who may use a password, and the list of IT administrators with their last password sign-in",
        },
        {
          points: [
            "Mark one or two administrators on that page or on their card. You cannot remove the last one.",
            "Ask each of them to sign in with the password now and then: a password that nobody remembers is no help. The list shows whose was used in the last 30 days.",
            "Role rules never change their role, and signing in through the provider never removes their password.",
            "Turn on two-factor sign-in for them, on their account page.",
          ],
        },
      ],
    },
    enforce: {
      title: "Turn passwords off for everyone else",
      blocks: [
        "Choose **Allow IT administrators only**. It is possible while a connection is active and an IT administrator has signed in with a password in the last 30 days. Before you confirm, you see how many people can no longer use theirs. Nobody is signed out.",
        "From then on the space's sign-in page shows the providers' buttons, and the password form under **IT administrators**. Each time one of them uses it, the other administrators get an email.",
        "**Allow passwords for everyone** reverts it at any time. If the last connection is removed, this happens automatically.",
      ],
    },
    "locked-out": {
      title: "Locked out: single sign-on is broken",
      blocks: [
        {
          steps: [
            "Open your space's own sign-in page: this site's address, `/`, the space's name, `/login`.",
            "An IT administrator signs in there with address and password. While only they may use a password, the form is under **IT administrators**. If the password is forgotten, use **Forgotten password?** next to the field.",
            "**Security → Sign-in log** shows the cause of each refused sign-in and who can fix it. [Every code](/docs/refusals).",
            "If one of your changes was the cause, [roll back](/docs/administrators/operate#versions) to the version that worked. If the provider is down, allow passwords for everyone until it is up. People without a password can create one with **Forgotten password?**.",
          ],
        },
        {
          note: "No IT administrator can sign in? The company that runs this application can add one to your space. They then create a password with “Forgotten password?”.",
        },
      ],
    },
    "password-rules": {
      title: "Rules for passwords",
      blocks: [
        "On the same page you can require two-factor sign-in and set how many days a password is valid. Both apply only to sign-ins with a password. For sign-ins through a provider, the provider applies its own rules.",
      ],
    },
    sessions: {
      title: "Sessions",
      blocks: [
        "People stay signed in for 12 hours, or until two hours have passed without a click. **Security → Sessions** shows every browser that is signed in to the space, and can end any session. Turning a connection off, or turning passwords off, ends no session.",
        "A session opens only the spaces that the person has signed in to. If they belong to another space too, that space asks for a separate sign-in.",
      ],
    },
  },
};
