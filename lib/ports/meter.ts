import type { Protocol } from "@/lib/model/sign-in/identity";

/** Every kind of sign-in: the protocols, and our own form. */
export type OfferedOption = Protocol | "password";

/**
 * Counts events, for monitoring. It receives our own kinds and codes only, never the name of a customer, a connection
 * or a person.
 */
export interface Meter {
  /** One sign-in has ended. `code` is the refusal's; null: the person was admitted. */
  signIn(way: OfferedOption, code: string | null): void;
  /** Starts timing the validation of a provider's answer; call the returned function at the end. */
  verification(protocol: Protocol): (outcome: "accepted" | "refused" | "failed") => void;
}
