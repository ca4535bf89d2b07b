import type { Article } from "./article";

export const passwords: Article<"administrators/passwords"> = {
  title: "Passwords and the way back in",
  summary: "Who may still use a password, and how to get in when single sign-on is broken.",
  sections: {
    beside: {
      title: "Passwords beside single sign-on",
      blocks: [
        "At first, passwords go on working beside single sign-on for everybody who has one. **Security → Sign-in** shows who may use one, who decided that, and when. The rule counts everywhere: for the form, for **Forgotten password?** and for programs.",
      ],
    },
    "sso-only": {
      title: "What becomes of passwords",
      blocks: [
        "As a space begins, people whose address is at one of its verified domains lose their password at their first sign-in through the provider: from then on the provider alone decides. They are told on screen and by mail. IT administrators keep theirs, and so does everybody who manages single sign-on in all spaces that they reach.",
        "**Keep passwords**, under **Security → Sign-in**, changes that: a password from before single sign-on stays, works beside it while passwords are allowed, and works again once single sign-on is removed. Whoever had lost theirs can make a new one by **Forgotten password?**.",
      ],
    },
    "it-administrators": {
      title: "IT administrators",
      blocks: [
        "An **IT administrator** is an administrator who can always sign in with a password, also when nobody else may. That is the way back in when the provider is down, its certificate has ended, or somebody has made a mistake.",
        {
          picture: "passwords",
          alt: "The page Sign-in: who may use a password, and the list of IT administrators with their last password sign-in",
        },
        {
          points: [
            "Mark one or two administrators on that page or on their card. The last one cannot be taken away.",
            "Have each of them sign in with the password now and then: a password that nobody knows is no way back. The list says whose was used in the last 30 days.",
            "No role rule ever takes their role away, and signing in through the provider never clears their password.",
            "Give them two-factor sign-in on their account page.",
          ],
        },
      ],
    },
    enforce: {
      title: "Close passwords to everybody else",
      blocks: [
        "Choose **Allow IT administrators only**. It is possible while a connection is active and an IT administrator has signed in with a password in the last 30 days. The question before it says how many people can no longer use theirs. Nobody is signed out.",
        "From then on the space's sign-in page shows the providers' buttons, and the password form under **IT administrators**. Each time one of them uses it, the other administrators get a mail.",
        "**Allow passwords for everyone** undoes it at any time. If the last connection is removed, it is undone by itself.",
      ],
    },
    "locked-out": {
      title: "Locked out: single sign-on is broken",
      blocks: [
        {
          steps: [
            "Open your space's own sign-in page: this site's address, `/`, the space's name, `/login`.",
            "An IT administrator signs in there with address and password. While passwords are closed to the others, the form is under **IT administrators**. A forgotten one is replaced by **Forgotten password?** beside the field.",
            "**Security → Sign-in log** names the cause of each refused sign-in and who can mend it. [Every code](/docs/refusals).",
            "If a change of yours was the cause, [roll back](/docs/administrators/operate#versions) to the version that worked. If the provider is down, allow passwords for everyone until it is up; people without one make one by **Forgotten password?**.",
          ],
        },
        {
          note: "No IT administrator can get in? The company that runs this application can add one to your space. They then make a password by “Forgotten password?”.",
        },
      ],
    },
    "password-rules": {
      title: "Rules for passwords",
      blocks: [
        "On the same page you can require two-factor sign-in and set after how many days a password must be changed. Both count for sign-ins with a password only: who comes through a provider is checked by the provider.",
      ],
    },
    sessions: {
      title: "Sessions",
      blocks: [
        "Somebody who is signed in stays so for 12 hours, or until two hours have passed without a click. **Security → Sessions** shows every browser that is signed in to the space, and ends any of them. Switching a connection off, or closing passwords, ends no session by itself.",
        "A session opens only the spaces that have let it in. If somebody belongs to another space too, that space asks for its own way in.",
      ],
    },
  },
};
