import type { EndedSignIn } from "@/lib/db/repositories/application-endings";
import { type AccessReceipt, nothingEnded } from "@/lib/model/access/receipt";

/** Counts what has ended of each person. */
export class AccessTally {
  readonly #receipts = new Map<string, AccessReceipt>();
  readonly #told = new Map<string, Set<string>>();

  add(part: keyof AccessReceipt, userIds: readonly (string | null)[], many = 1): void {
    for (const id of userIds) if (id !== null && many > 0) this.#of(id)[part] += many;
  }

  addSessions(userIds: readonly string[]): void {
    this.add("sessions", userIds);
  }

  /** An application that several sign-ins of a person were to is told of each, and counts once. */
  addSignIns(signIns: readonly EndedSignIn[]): void {
    for (const { userId, applicationId, wasOpen, isTold, refreshTokens } of signIns) {
      if (wasOpen) this.add("applications", [userId]);
      this.add("refreshTokens", [userId], refreshTokens);
      if (!isTold) continue;
      const told = this.#told.get(userId) ?? new Set();
      this.#told.set(userId, told.add(applicationId));
    }
  }

  /** By person; without those of whom nothing has ended. */
  receipts(): Map<string, AccessReceipt> {
    for (const [id, told] of this.#told) this.#of(id).applicationsTold = told.size;
    return this.#receipts;
  }

  #of(userId: string): AccessReceipt {
    const receipt = this.#receipts.get(userId) ?? { ...nothingEnded };
    this.#receipts.set(userId, receipt);
    return receipt;
  }
}
