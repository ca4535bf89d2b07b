import { randomUUID } from "node:crypto";
import { importJWK, SignJWT } from "jose";
import { readSigningKeys } from "@/lib/features/applications/signing-keys";
import { signingKeyMaker } from "@/lib/infra/crypto/signing-key-maker";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { LogoutSender } from "@/lib/ports/logout-sender";
import { isOutboundError, type Outbound } from "@/lib/ports/safe-fetch";

type SenderDependencies = Dependencies & { outbound: Outbound };

/** The subject of a logout token (OpenID Connect Back-Channel Logout §2.4). */
const logoutEvent = "http://schemas.openid.net/event/backchannel-logout";

/** Notifies applications over our own safe client: private addresses only if the installation allows them. */
export function logoutSender(deps: SenderDependencies): LogoutSender {
  return {
    async send({ applicationId, userId, sid, uri }) {
      try {
        const token = await logoutToken(deps, applicationId, userId, sid);
        const response = await deps.outbound.onBehalfOf(applicationId).fetch(uri, {
          method: "POST",
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams({ logout_token: token }),
          redirects: "return",
          maxBytes: 10_000,
        });
        return { reached: true, status: response.status, excerpt: (await response.text()).slice(0, 300) };
      } catch (error) {
        if (isOutboundError(error)) return { reached: false, reason: error.message };
        deps.log.error("a logout token could not be sent", { error, applicationId });
        return { reached: false, reason: "Something went wrong on our side; the log says what." };
      }
    },
  };
}

async function logoutToken(
  deps: SenderDependencies,
  applicationId: string,
  userId: string,
  sid: string,
): Promise<string> {
  const application = await deps.store.applications.byId(applicationId);
  const keys = await readSigningKeys({ ...deps, signingKeyMaker });
  const algorithm = application?.idTokenAlgorithm ?? "RS256";
  // Those that sign come first.
  const key = keys.find((candidate) => candidate.algorithm === algorithm);
  if (!key) throw new Error(`no key for ${algorithm}`);
  const issuedAt = Math.floor(deps.now().getTime() / 1000);
  return new SignJWT({ sid, events: { [logoutEvent]: {} } })
    .setProtectedHeader({ alg: algorithm, kid: key.id, typ: "logout+jwt" })
    .setIssuer(deps.appUrl)
    .setAudience(applicationId)
    .setSubject(userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 120)
    .setJti(randomUUID())
    .sign(await importJWK(key.jwk, algorithm));
}
