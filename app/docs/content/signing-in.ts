import type { Article } from "./article";

export const signingIn: Article<"signing-in"> = {
  title: "Signing in",
  summary: "For everybody who uses the application: how to get in, and what to do when it does not work.",
  sections: {
    how: {
      title: "How to sign in",
      blocks: [
        "Enter your work address. If your company uses single sign-on, you are led to its own sign-in page; prove who you are there, and you come back signed in. Otherwise enter your password.",
        {
          picture: "sign-in",
          alt: "A space's sign-in page with the provider's button above address and password",
        },
        "A space's own page shows a button for each way instead. If there are several, take the one of your company.",
      ],
    },
    "first-time": {
      title: "The first time",
      blocks: [
        "There is nothing to register. If your company lets new people in, you are in after your first sign-in. Start from the sign-in page here the first time, not from your company's list of applications.",
      ],
    },
    refused: {
      title: "“You were not signed in”",
      blocks: [
        "The page says why and what you can do. Often it is enough to start again from the sign-in page: a sign-in must be finished within ten minutes, in the browser in which it began.",
        {
          picture: "refused",
          alt: "The page that says why somebody was not signed in, with a reference and a button that copies all of it for the administrator",
        },
        "If that does not help, choose **Copy for your administrator** and send it to them. With the **reference** they find the exact cause. [What the codes mean](/docs/refusals).",
      ],
    },
    waiting: {
      title: "Waiting for approval",
      blocks: [
        "In some spaces an administrator looks at everybody who is new. You are told so at your first sign-in and get a mail when it is decided. Signing in again does not make it quicker.",
      ],
    },
    password: {
      title: "Password forgotten, or none",
      blocks: [
        "**Forgotten password?** sends a link that works for an hour. If you sign in through your company, the mail says that you need no password here, and where to sign in. Your company's own password is changed at your company.",
        "If you were told that you sign in through your organization from now on, your password here was cleared on purpose. Everything that is yours is still there.",
      ],
    },
    "two-factor": {
      title: "The second step",
      blocks: [
        "If you use a password, your account page can ask for a code from your phone as well; some spaces demand it. Keep the recovery codes: each opens your account once if the phone is lost. Through your company, the company decides about second steps.",
      ],
    },
    account: {
      title: "Your account page",
      blocks: [
        "It has your name, password, second step, tokens for programs, and every browser in which you are signed in. **Linked connectors** are further ways in; the account there must have the same address as you have here. Some things can be changed only after a sign-in with your password, or through a provider that has proved to speak for your address.",
      ],
    },
    "somebody-else": {
      title: "“Continue as … ?”",
      blocks: [
        "You are signed in as one person, and your provider has sent another. If you have not just opened the application from your company's portal or by a link, choose **Stay signed in**: somebody may want you to work in an account of theirs.",
      ],
    },
    "sign-out": {
      title: "Sign out",
      blocks: [
        "Signing out ends your session here. Your company's sign-in may go on, so that the next sign-in needs no password; some companies have you signed out there too. Without a click for two hours, or after 12 hours, you are signed out anyway.",
      ],
    },
  },
};
