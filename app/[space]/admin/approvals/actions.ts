"use server";

import { refresh } from "next/cache";
import { type Decided, decideApprovals } from "@/lib/features/people/decide-approvals";
import { counted } from "@/lib/model/text/counted";
import { type ApprovalInput, approvalForm } from "@/lib/schemas/approval";
import type { FormState } from "@/lib/schemas/form-state";
import { adminAction } from "@/lib/server/auth/admin-action";
import { promisingMail } from "@/lib/server/process/mail-words";

/** Approves the ticked people, or rejects them. */
export const decideAction = adminAction(
  "manage_people",
  approvalForm,
  async (ctx, input, deps) => {
    const outcome = await decideApprovals(deps, ctx, input);
    return outcome.ok ? { ok: true, value: { ...outcome.value, decision: input.decision } } : outcome;
  },
  async (result) => {
    refresh();
    const answer = answerOf(result);
    return result.decided > 0 && answer.message
      ? { ...answer, message: await promisingMail(answer.message) }
      : answer;
  },
);

function answerOf(result: Decided & { decision: ApprovalInput["decision"] }): FormState {
  const { decided, passedOver, withoutLicence, decision } = result;
  const done = decision === "approve" ? "approved" : "rejected";
  const sentences = [
    ...(decided > 0 ? [`${counted(decided, "person", "people")} ${done} and notified by email.`] : []),
    ...(passedOver > 0 ? [`${counted(passedOver, "person", "people")} had already been decided.`] : []),
    ...(withoutLicence.length > 0
      ? [
          `No licence is left for ${namesOf(withoutLicence)}, so they keep waiting. Choose another role for them, deactivate somebody, or ask your account manager for more seats.`,
        ]
      : []),
  ];
  return { ok: withoutLicence.length === 0, message: sentences.join(" ") };
}

function namesOf(addresses: readonly string[]): string {
  const shown = addresses.slice(0, 3).join(", ");
  return addresses.length > 3 ? `${shown} and ${addresses.length - 3} more` : shown;
}
