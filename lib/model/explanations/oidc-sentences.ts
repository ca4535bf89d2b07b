import type { Explanation, FixedBy } from "@/lib/model/refusals/validation-result";

/** The sentences for people who sign in; they cannot fix the cause, so few sentences suffice. */
export const notifyPerson = {
  startAgain:
    "This sign-in could not be completed. Start again from the sign-in page. If it happens again, tell your administrator.",
  unavailable:
    "Your identity provider cannot be reached at the moment. Try again in a few minutes. If it keeps happening, tell your administrator.",
  settings:
    "The sign-in did not work because of a setting of the connection to your identity provider. Tell your administrator.",
  notTrusted:
    "The response from your identity provider could not be trusted, so you were not signed in. Try once more. If it happens again, tell your administrator.",
  link: "The link that brought you here is incomplete or incorrect. Open the sign-in page instead.",
} as const;

export function explained(
  person: keyof typeof notifyPerson,
  fixedBy: FixedBy,
  cause: string,
  fix: string,
): Explanation {
  return { forPerson: notifyPerson[person], cause, fix, fixedBy };
}
