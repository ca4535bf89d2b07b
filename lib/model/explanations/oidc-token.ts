import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { explained } from "./oidc-sentences";

/** Refusals of the ID token, its signature and userinfo's claims. */
export const oidcTokenExplanations = {
  id_token_malformed: explained(
    "notTrusted",
    "identity_provider",
    "The ID token is not a signed JSON Web Token.",
    "Look for something in front of the provider that changes its responses. If there is nothing, report it to the provider.",
  ),
  id_token_encrypted: explained(
    "settings",
    "identity_provider",
    "The ID token is encrypted, which is not supported. The connection that it arrives over is already encrypted.",
    "Turn the encryption of ID tokens off for the application at the provider. Leave the signature on.",
  ),
  id_token_algorithm: explained(
    "notTrusted",
    "identity_provider",
    "The ID token is unsigned, signed with the client secret, or signed with an algorithm that the provider's document does not name.",
    "Set the provider to sign ID tokens for this application with RS256, PS256, ES256 or EdDSA.",
  ),
  id_token_critical_header: explained(
    "notTrusted",
    "identity_provider",
    "The ID token requires an extension (crit) that is not supported.",
    "Turn that extension off for the application at the provider.",
  ),
  signing_keys_invalid: explained(
    "unavailable",
    "identity_provider",
    "The response from the provider's key address (jwks_uri) is not a set of keys.",
    "Open the jwks_uri of the discovery document in a private browser window: it must show plain JSON with “keys”.",
  ),
  id_token_key_unknown: explained(
    "notTrusted",
    "identity_provider",
    "The ID token is signed with a key that the provider does not publish. Keys inside the token are never used.",
    "If the provider has just changed its keys, try again in a minute. Otherwise check that its jwks_uri shows the keys of this tenant or authorization server.",
  ),
  id_token_key_ambiguous: explained(
    "settings",
    "identity_provider",
    "The ID token does not say which of several published keys it is signed with.",
    "Set the provider to include the key ID (kid) in its tokens, and to publish each key with a unique ID.",
  ),
  id_token_key_unusable: explained(
    "settings",
    "identity_provider",
    "The ID token is signed with a key that cannot be used, for example an RSA key of less than 2048 bits.",
    "Create a new signing key at the provider: RSA of at least 2048 bits, P-256, P-384, P-521 or Ed25519.",
  ),
  id_token_signature: explained(
    "notTrusted",
    "identity_provider",
    "The signature of the ID token is not valid: the token was changed in transit, or signed with a key other than the published one.",
    "Look for something in front of the provider that changes its responses. If the provider changed its key but kept the key's ID, give the new key its own ID.",
  ),
  id_token_claim_missing: explained(
    "notTrusted",
    "identity_provider",
    "The ID token lacks a claim that every ID token must have (iss, sub, aud, exp, iat; see the received value).",
    "Look for rules at the provider that remove claims from ID tokens.",
  ),
  id_token_claim_invalid: explained(
    "notTrusted",
    "identity_provider",
    "A claim of the ID token has a form that the standard does not allow (see the received value).",
    "Look for rules at the provider that change claims of ID tokens.",
  ),
  id_token_issuer: explained(
    "notTrusted",
    "identity_provider",
    "The ID token was issued by a different issuer from the connection's.",
    "If the received value is your provider's, use exactly that as the issuer of the connection, including any final slash.",
  ),
  id_token_audience: explained(
    "notTrusted",
    "gatehouse_configuration",
    "The ID token was issued for another application.",
    "Compare the client ID of the connection with the application's at the provider.",
  ),
  id_token_authorized_party: explained(
    "notTrusted",
    "identity_provider",
    "The ID token names another authorized party (azp), or several applications without saying which one it was issued for.",
    "Remove additional audiences from the application's ID tokens at the provider, or set it to send azp with this client ID.",
  ),
  id_token_expired: explained(
    "startAgain",
    "identity_provider",
    "The ID token had already expired when it arrived.",
    "Try again. If it keeps happening, compare the clocks of both servers, and raise the lifetime of ID tokens at the provider to at least five minutes.",
  ),
  id_token_not_yet_valid: explained(
    "startAgain",
    "identity_provider",
    "The ID token is not valid yet.",
    "Compare the clocks of both servers, and synchronize both with a time server (NTP).",
  ),
  id_token_issued_in_future: explained(
    "startAgain",
    "identity_provider",
    "The ID token says that it was issued in the future.",
    "Compare the clocks of both servers, and synchronize both with a time server (NTP).",
  ),
  clock_off: explained(
    "unavailable",
    "operator",
    "The clocks of the provider and of this server are more than a minute apart (both times are shown).",
    "Find out which of the two clocks is wrong, and synchronize that server with a time server (NTP).",
  ),
  id_token_nonce_missing: explained(
    "notTrusted",
    "identity_provider",
    "The ID token lacks the nonce of this sign-in, so it could be an old one.",
    "Look for rules at the provider that remove claims from ID tokens. Every provider must return the nonce.",
  ),
  id_token_nonce: explained(
    "startAgain",
    "person",
    "The ID token belongs to another sign-in.",
    "Start again from the sign-in page. If it keeps happening, look for something that caches and repeats the provider's responses.",
  ),
  id_token_access_token_hash: explained(
    "notTrusted",
    "identity_provider",
    "The ID token and the access token do not belong together (at_hash).",
    "Look for something in front of the provider that changes its responses. If there is nothing, report it to the provider.",
  ),
  id_token_rejected: explained(
    "notTrusted",
    "identity_provider",
    "The second check of the provider's response found an error (see the received value).",
    "Report the received value to the provider, or to the operator of this site.",
  ),
  userinfo_rejected: explained(
    "unavailable",
    "identity_provider",
    "The provider did not return the person's claims (userinfo).",
    "Try again. If it keeps happening, set the provider to include email address, name and groups in the ID token.",
  ),
  userinfo_invalid: explained(
    "notTrusted",
    "identity_provider",
    "The person's claims (userinfo) do not follow the standard.",
    "Look for something in front of the provider that answers in its place. If there is nothing, set the provider to include the claims in the ID token.",
  ),
  userinfo_subject: explained(
    "notTrusted",
    "identity_provider",
    "Userinfo describes a different person from the ID token, or names nobody.",
    "Check that the provider uses the same subject (sub) in ID tokens and userinfo for this application.",
  ),
} as const satisfies Partial<Record<OidcRefusalCode, Explanation>>;
