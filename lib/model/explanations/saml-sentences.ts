import type { Explanation, FixedBy } from "@/lib/model/refusals/validation-result";

/** What the person at the login page is told; the cause is for the administrator. */
export const people = {
  unreadable:
    "The answer of your identity provider could not be read. Start again from the login page; if it happens again, ask your administrator.",
  setup:
    "Your identity provider and this application do not agree on their settings yet. Ask your administrator, who can see the reason in the sign-in log.",
  untrusted:
    "The answer of your identity provider could not be trusted, so you were not signed in. Ask your administrator, who can see the reason in the sign-in log.",
  late: "This sign-in took too long or came at the wrong moment. Start again from the login page.",
  again: "This sign-in was not started here, or is over already. Start again from the login page.",
} as const;

/** One explanation in its four parts. */
export const say = (
  forPerson: string,
  cause: string,
  fix: string,
  fixedBy: FixedBy = "identity_provider",
): Explanation => ({ forPerson, cause, fix, fixedBy });
