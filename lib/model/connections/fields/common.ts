import { z } from "zod";
import { loginFlows } from "../choices";
import { choiceField, flagField, optionalLineField } from "./field";

const logoutLine = optionalLineField({
  label: "Logout URL",
  summary: { term: "Logout URL" },
  advanced: {
    label: "Logout URL",
    help: "Where people are sent after they sign out here. If you leave it empty, they stay on our page.",
  },
});
/** A form without it clears it; a program without it leaves it unchanged. */
export const logoutUrl = { ...logoutLine, form: logoutLine.form.transform((text) => text ?? "") };

export const loginFlow = choiceField(loginFlows, {
  label: "Where sign-ins start",
  words: {
    sp: "From here only (SP-initiated)",
    idp: "From the provider only (IdP-initiated)",
    both: "From here and from the provider",
  },
  initial: "sp",
  summary: { term: "Login flow" },
  advanced: {
    label: "Login flow",
    help: "Where a sign-in may start. From the provider means: with a click on this application in the provider's list.",
  },
});

export const forceReauthentication = flagField({
  label: "Ask for the password each time",
  summary: { term: "Ask for a fresh sign-in every time" },
  advanced: {
    label: "Ask people to prove who they are every time",
    help: "The provider asks for the password or second factor again, even if it already knows the person. An earlier sign-in is not accepted.",
  },
});

/** Parameters of every request to the authorization endpoint, besides those of the protocol itself. */
export const extraParameters = {
  kind: "parameters" as const,
  label: "Further parameters",
  stored: z.record(z.string(), z.string()),
  input: z.record(z.string().max(200), z.string().max(4_000)).nullish(),
  form: z
    .string()
    .max(20_000)
    .optional()
    .transform((text) => (text === undefined ? undefined : parametersOf(text))),
  summary: { term: "Further parameters", whenNone: "None" },
  advanced: {
    label: "Further parameters",
    help: "Sent with each request to sign in, one a line as name=value: prompt=select_account, domain_hint=acme.example.",
  },
};

/** One parameter per line. */
function parametersOf(text: string): Record<string, string> {
  const lines = text.split("\n").map((line) => line.trim());
  return Object.fromEntries(
    lines.filter(Boolean).map((line) => {
      const [name = "", ...value] = line.split("=");
      return [name.trim(), value.join("=").trim()];
    }),
  );
}
