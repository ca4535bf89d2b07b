import { loginFlows } from "../choices";
import { choiceField, flagField, optionalLineField } from "./field";

const logoutLine = optionalLineField({
  label: "Logout URL",
  summary: { term: "Logout URL" },
  advanced: {
    label: "Logout URL",
    help: "Where people are sent after they sign out here. Left empty, they stay on our page.",
  },
});
/** A form without it takes it away; a program without it leaves it as it is. */
export const logoutUrl = { ...logoutLine, form: logoutLine.form.transform((text) => text ?? "") };

export const loginFlow = choiceField(loginFlows, {
  label: "Where sign-ins begin",
  words: {
    sp: "From here only (SP-initiated)",
    idp: "From the provider only (IdP-initiated)",
    both: "From here and from the provider",
  },
  initial: "sp",
  summary: { term: "Login flow" },
  advanced: {
    label: "Login flow",
    help: "Where a sign-in may begin. From the provider means: by a click on this application in its list.",
  },
});

export const forceReauthentication = flagField({
  label: "Ask for the password each time",
  summary: { term: "Prove who they are every time" },
  advanced: {
    label: "Ask people to prove who they are every time",
    help: "The provider asks for the password or second factor again, even where it knows the person already. Whoever comes by an earlier sign-in is refused.",
  },
});
