import type { SignalRefusal } from "@/lib/model/access/signal-refusals";
import { CheckLog, type StepOf } from "@/lib/protocols/check-log";

export type SignalStep<T> = StepOf<T, SignalRefusal>;

/** The checks of a provider's signal. */
export class SignalChecks extends CheckLog<SignalRefusal> {}

/** A token whose signature is valid. */
export interface SignedToken {
  /** Of its header, in lower case and without "application/"; `null`: it has none. */
  type: string | null;
  claims: Record<string, unknown>;
}

/** The validated parts of a signal. */
export interface ReadSignal<Subject> {
  tokenId: string;
  subject: Subject;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
