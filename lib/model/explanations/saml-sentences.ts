import type { Explanation, FixedBy } from "@/lib/model/refusals/validation-result";

/** What the person reads on the sign-in page; the cause is for the administrator. */
export const people = {
  unreadable:
    "The response from your identity provider could not be read. Start again from the sign-in page. If it happens again, ask your administrator.",
  setup:
    "The settings of your identity provider and this application do not match yet. Ask your administrator, who can see the reason in the sign-in log.",
  untrusted:
    "The response from your identity provider could not be trusted, so you were not signed in. Ask your administrator, who can see the reason in the sign-in log.",
  late: "This sign-in took too long or came at the wrong time. Start again from the sign-in page.",
  again: "This sign-in was not started here, or is already complete. Start again from the sign-in page.",
} as const;

/** One explanation in its four parts. */
export const say = (
  forPerson: string,
  cause: string,
  fix: string,
  fixedBy: FixedBy = "identity_provider",
): Explanation => ({ forPerson, cause, fix, fixedBy });
