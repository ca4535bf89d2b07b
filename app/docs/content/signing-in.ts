import type { Article } from "./article";

export const signingIn: Article<"signing-in"> = {
  title: "Signing in",
  summary: "For everyone who uses the application: how to sign in, and what to do if it does not work.",
  sections: {
    how: {
      title: "How to sign in",
      blocks: [
        "Enter your work address. If your company uses single sign-on, you are taken to its own sign-in page. Sign in there, and you return signed in. Otherwise enter your password.",
        {
          picture: "sign-in",
          alt: "A space's sign-in page with the provider's button above address and password",
        },
        "A space's own page shows a button for each way to sign in instead. If there are several, choose your company's.",
      ],
    },
    "first-time": {
      title: "The first time",
      blocks: [
        "There is nothing to register. If your company admits new people, you have access after your first sign-in. For the first time, start from the sign-in page here, not from your company's list of applications.",
      ],
    },
    refused: {
      title: "“You were not signed in”",
      blocks: [
        "The page says why and what you can do. Often it helps to start again from the sign-in page: you must finish a sign-in within ten minutes, in the same browser.",
        {
          picture: "refused",
          alt: "The page that says why somebody was not signed in, with a reference and a button that copies all of it for the administrator",
        },
        "If that does not help, choose **Copy for your administrator** and send it to them. The **reference** leads them to the exact cause. [What the codes mean](/docs/refusals).",
      ],
    },
    waiting: {
      title: "Waiting for approval",
      blocks: [
        "In some spaces an administrator approves every new person. You see this at your first sign-in and get an email when it is decided. Signing in again does not make it faster.",
      ],
    },
    password: {
      title: "Password forgotten, or none",
      blocks: [
        "**Forgotten password?** emails you a link that works for one hour. If you sign in through your company, the email says that you need no password here, and where to sign in. You change your company password at your company.",
        "If you got a message that you now sign in through your organization, your password here was removed on purpose. You keep everything you own.",
      ],
    },
    "two-factor": {
      title: "The second step",
      blocks: [
        "If you use a password, your account page can require a code from your phone as well; some spaces require it. Keep the recovery codes: each works once if you lose the phone. If you sign in through your company, the company decides about second steps.",
      ],
    },
    account: {
      title: "Your account page",
      blocks: [
        "It has your name, password, second step, tokens for programs, and every browser in which you are signed in. **Linked connections** are further ways to sign in; the account there must have the same address as you have here. You can change some things only after a sign-in with your password, or through a provider that is verified for the domain of your address.",
      ],
    },
    "somebody-else": {
      title: "“Continue as … ?”",
      blocks: [
        "You are signed in as one person, and your provider has sent another. If you have not just opened the application from your company's portal or a link, choose **Stay signed in**: somebody may want you to work in their account.",
      ],
    },
    "sign-out": {
      title: "Sign out",
      blocks: [
        "Signing out ends your session here. Your company may keep you signed in, so that the next sign-in needs no password; some companies sign you out there too. After two hours without a click, or after 12 hours, you are signed out automatically.",
      ],
    },
  },
};
