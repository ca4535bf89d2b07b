import type { Protocol } from "@/lib/model/sign-in/identity";

/** Every way to sign in: the protocols, and our own form. */
export type OfferedOption = Protocol | "password";

/**
 * Counts what happens, for whoever watches over the process. It is told kinds and codes of ours only, never a name of
 * a customer, a connection or a person.
 */
export interface Meter {
  /** One sign-in has come to its end. `code` is the refusal's; null: the person was admitted. */
  signIn(way: OfferedOption, code: string | null): void;
  /** Begins to time the validation of a provider's answer; what it returns is called at the end. */
  verification(protocol: Protocol): (outcome: "accepted" | "refused" | "failed") => void;
}
