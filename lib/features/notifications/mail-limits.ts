import { refused } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * Counts mail that a space sends to people outside its own domains: by space, and by recipient across all spaces.
 * Returns the refusal, or `null`. Not inside a transaction: what was counted stays counted.
 */
export async function spendMail(
  { rateLimits }: Pick<Dependencies, "rateLimits">,
  spaceId: string,
  recipients: readonly string[],
) {
  for (const recipient of recipients) {
    const wait =
      (await rateLimits.spend("mail_by_space", spaceId)) ||
      (await rateLimits.spend("mail_by_recipient", recipient));
    if (wait > 0) return tooManyMessages(wait);
  }
  return null;
}

/** The refusal of mail to too many people, or too often to the same ones. */
export function tooManyMessages(seconds: number) {
  return refused(
    "rate_limited",
    "too_many_messages",
    `This space has sent too many emails outside its verified domains, or too many to the same person. Wait ${seconds} seconds, verify the people's domain, or continue without an email.`,
    { retryAfter: seconds },
  );
}
