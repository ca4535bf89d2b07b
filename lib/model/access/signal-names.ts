import { foldAscii } from "@/lib/model/text/fold";
import type { SignalSubject } from "./signals";

/** Providers write subjects in either case. */
const named = {
  subject: (subject: string) => `subject ${foldAscii(subject)}`,
  email: (email: string) => `email ${email}`,
  session: (index: string) => `session ${index}`,
};

/** What the sign-ins that a signal ends are found by: the sessions that it names, or else the person. */
export function namesOfSignal({ identity, email, sessionIndexes }: SignalSubject): string[] {
  if (sessionIndexes.length > 0) return sessionIndexes.map(named.session);
  return [...(identity ? [named.subject(identity.subject)] : []), ...(email ? [named.email(email)] : [])];
}

/** The names under which a signal would end this sign-in: as a person, and as a session at the provider. */
export function namesOfSignIn(signIn: { subject: string; email: string; sessionIndex: string | null }): {
  person: string[];
  session: string[];
} {
  return {
    person: [named.subject(signIn.subject), named.email(signIn.email)],
    session: signIn.sessionIndex === null ? [] : [named.session(signIn.sessionIndex)],
  };
}
