import type { Secrets } from "@/lib/ports/dependencies";

/** A new one, as Standard Webhooks writes it: 24 to 64 random bytes, base64, behind `whsec_`. */
export const makeSigningSecret = ({ secrets }: { secrets: Pick<Secrets, "secret"> }) =>
  `whsec_${Buffer.from(secrets.secret(), "base64url").toString("base64")}`;
