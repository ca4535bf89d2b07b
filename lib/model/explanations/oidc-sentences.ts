import type { Explanation, FixedBy } from "@/lib/model/refusals/validation-result";

/** What people are told who sign in; the cause is not theirs to mend, so few sentences do. */
export const notifyPerson = {
  startAgain:
    "This sign-in could not be finished. Start again from the sign-in page; if it happens again, tell your administrator.",
  unavailable:
    "Your identity provider cannot be reached at the moment. Try again in a few minutes; if it lasts, tell your administrator.",
  settings:
    "Signing in did not work because of a setting of the connection with your identity provider. Tell your administrator.",
  notTrusted:
    "The answer of your identity provider could not be trusted, so you were not signed in. Try once more; if it happens again, tell your administrator.",
  link: "The link that brought you here is not complete or not right. Open the sign-in page instead.",
} as const;

export function explained(
  person: keyof typeof notifyPerson,
  fixedBy: FixedBy,
  cause: string,
  fix: string,
): Explanation {
  return { forPerson: notifyPerson[person], cause, fix, fixedBy };
}
