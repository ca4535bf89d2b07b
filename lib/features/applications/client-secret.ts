import type { ApplicationSecret } from "@/lib/model/applications/application";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * A new client secret, and what is stored of it. Only letters, digits, `_` and `-`: some clients do not encode the
 * secret as RFC 6749 §2.3.1 requires, and these characters are the same either way.
 */
export function makeSecret(
  { secrets, now }: Pick<Dependencies, "secrets" | "now">,
  applicationId: string,
): { text: string; row: ApplicationSecret & { hash: string } } {
  const text = `ghs_${secrets.secret()}`;
  return {
    text,
    row: {
      id: secrets.id("secret"),
      applicationId,
      prefix: text.slice(0, 10),
      hash: secrets.hash(text),
      createdAt: now(),
      lastUsedAt: null,
      endsAt: null,
    },
  };
}
