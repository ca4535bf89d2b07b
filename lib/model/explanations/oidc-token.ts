import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { explained } from "./oidc-sentences";

/** Refusals about the ID token, its signature and what userinfo adds. */
export const oidcTokenExplanations = {
  id_token_malformed: explained(
    "notTrusted",
    "identity_provider",
    "What came as the ID token is not a signed JSON Web Token.",
    "Look for something in front of the provider that changes its answers; otherwise report it to the provider.",
  ),
  id_token_encrypted: explained(
    "settings",
    "identity_provider",
    "The ID token is encrypted, which is not supported: it comes over an encrypted connection already.",
    "Switch the encryption of ID tokens off for the application at the provider; leave the signature on.",
  ),
  id_token_algorithm: explained(
    "notTrusted",
    "identity_provider",
    "The ID token is unsigned, signed with the client secret, or signed in a way that the provider's document does not name.",
    "Set the provider to sign ID tokens for this application with RS256, PS256, ES256 or EdDSA.",
  ),
  id_token_critical_header: explained(
    "notTrusted",
    "identity_provider",
    "The ID token demands an extension (crit) that is not understood here.",
    "Switch that extension off for the application at the provider.",
  ),
  signing_keys_invalid: explained(
    "unavailable",
    "identity_provider",
    "What came from the provider's key address (jwks_uri) is not a set of keys.",
    "Open the jwks_uri of the discovery document in a private browser window: it must show plain JSON with “keys”.",
  ),
  id_token_key_unknown: explained(
    "notTrusted",
    "identity_provider",
    "The ID token is signed with a key that the provider does not publish. Keys that the token brings along are never used.",
    "Where the provider has just changed its keys, try again in a minute. Otherwise check that its jwks_uri shows the keys of this very tenant or authorization server.",
  ),
  id_token_key_ambiguous: explained(
    "settings",
    "identity_provider",
    "The ID token does not say with which of several published keys it is signed.",
    "Let the provider put the key ID (kid) into its tokens, and publish each key under an ID of its own.",
  ),
  id_token_key_unusable: explained(
    "settings",
    "identity_provider",
    "The key that the ID token is signed with cannot be used, for example an RSA key of less than 2048 bits.",
    "Create a new signing key at the provider: RSA of at least 2048 bits, P-256, P-384, P-521 or Ed25519.",
  ),
  id_token_signature: explained(
    "notTrusted",
    "identity_provider",
    "The signature of the ID token does not fit: it was changed on its way, or signed with another key than the published one.",
    "Look for something in front of the provider that changes its answers. Where the provider changed its key and kept the key's ID, give the new key an ID of its own.",
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
    "The ID token was issued by another issuer than the connection's.",
    "Where the received value is your provider's, use exactly that as the issuer of the connection, its final slash included.",
  ),
  id_token_audience: explained(
    "notTrusted",
    "gatehouse_configuration",
    "The ID token was made for another application.",
    "Compare the client ID of the connection with the application's at the provider.",
  ),
  id_token_authorized_party: explained(
    "notTrusted",
    "identity_provider",
    "The ID token names another authorized party (azp), or several applications without saying for which it was made.",
    "Remove additional audiences from the ID tokens of the application at the provider, or let it send azp with this client ID.",
  ),
  id_token_expired: explained(
    "startAgain",
    "identity_provider",
    "The ID token had expired when it came.",
    "Try again. Where it lasts, compare the clocks of both servers, and raise the lifetime of ID tokens at the provider to at least five minutes.",
  ),
  id_token_not_yet_valid: explained(
    "startAgain",
    "identity_provider",
    "The ID token is not valid yet.",
    "Compare the clocks of both servers; let both take the time from the network (NTP).",
  ),
  id_token_issued_in_future: explained(
    "startAgain",
    "identity_provider",
    "The ID token says that it was issued in the future.",
    "Compare the clocks of both servers; let both take the time from the network (NTP).",
  ),
  clock_off: explained(
    "unavailable",
    "operator",
    "The clocks of the provider and of this server are more than a minute apart (both times are shown).",
    "Find out which of the two clocks is wrong, and let that server take the time from the network (NTP).",
  ),
  id_token_nonce_missing: explained(
    "notTrusted",
    "identity_provider",
    "The ID token does not carry the nonce of this sign-in, so it could be an old one.",
    "Look for rules at the provider that remove claims from ID tokens; every provider must send the nonce back.",
  ),
  id_token_nonce: explained(
    "startAgain",
    "person",
    "The ID token belongs to another sign-in.",
    "Start again from the sign-in page. Where it lasts, look for something that stores and repeats the provider's answers.",
  ),
  id_token_access_token_hash: explained(
    "notTrusted",
    "identity_provider",
    "ID token and access token do not belong together (at_hash).",
    "Look for something in front of the provider that changes its answers; otherwise report it to the provider.",
  ),
  id_token_rejected: explained(
    "notTrusted",
    "identity_provider",
    "The second check of the provider's answer found a fault (see the received value).",
    "Report the received value to the provider, or to the operator of this site.",
  ),
  userinfo_rejected: explained(
    "unavailable",
    "identity_provider",
    "The provider did not answer the question for the person's claims (userinfo).",
    "Try again. Otherwise let the provider put e-mail address, name and groups into the ID token.",
  ),
  userinfo_invalid: explained(
    "notTrusted",
    "identity_provider",
    "What came as the person's claims (userinfo) is not what the standard asks for.",
    "Look for something in front of the provider that answers in its place; otherwise let it put the claims into the ID token.",
  ),
  userinfo_subject: explained(
    "notTrusted",
    "identity_provider",
    "Userinfo speaks of another person than the ID token, or of none.",
    "Check that the provider uses the same subject (sub) in ID tokens and userinfo for this application.",
  ),
} as const satisfies Partial<Record<OidcRefusalCode, Explanation>>;
