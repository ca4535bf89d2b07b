import { counted } from "@/lib/model/text/counted";
import type { AccessReceipt } from "./receipt";

type Counts = Pick<AccessReceipt, "sessions" | "personalTokens" | "toolTokens"> & Partial<AccessReceipt>;

/** A receipt in words: "3 sessions, 1 token, 2 applications told"; `null`: nothing has ended. */
export function receiptWords(receipt: Counts): string | null {
  const { sessions, personalTokens, toolTokens, refreshTokens = 0, applications = 0 } = receipt;
  const told = receipt.applicationsTold ?? 0;
  const parts = [
    sessions > 0 && counted(sessions, "session"),
    personalTokens > 0 && counted(personalTokens, "token"),
    toolTokens > 0 && counted(toolTokens, "grant at a tool", "grants at tools"),
    refreshTokens > 0 && counted(refreshTokens, "refresh token"),
    applications > 0 &&
      told === 0 &&
      counted(applications, "sign-in to an application", "sign-ins to applications"),
    told > 0 && `${counted(told, "application")} told`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(", ") : null;
}
