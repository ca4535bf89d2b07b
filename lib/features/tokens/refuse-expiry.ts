import { type Outcome, refused } from "@/lib/model/outcome";

/** Refuses a moment of expiry that has passed already; `null` if it has not, or if there is none. */
export function refuseExpiry(expiresAt: Date | null, now: Date): Outcome<never> | null {
  if (expiresAt === null || expiresAt > now) return null;
  return refused(
    "invalid",
    "expiry_past",
    "The token would have expired already. Choose a later moment, or none.",
    {
      field: "expiresAt",
      received: expiresAt.toISOString(),
      expected: `later than ${now.toISOString()}`,
    },
  );
}
