import { inflateRawSync } from "node:zlib";
import { done } from "@/lib/protocols/check-log";
import { validateKeys } from "../signature/validate-keys";
import { SamlChecks } from "../step";
import { base64Bytes } from "../xml/base64";
import { signatureMethods } from "../xml/names";
import type { DeliveredParameters } from "./delivered-parameters";
import type { LogoutChecks, LogoutStep } from "./logout-checks";
import { type LogoutSettings, mostLogoutXml } from "./logout-settings";

const deflate = "urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE";

/**
 * The XML of a message that came by HTTP-Redirect (SAML Bindings 3.4.4). Its signature covers the query, so it is
 * verified before anything is inflated or parsed: strangers' bytes get no further.
 */
export function readRedirectMessage(
  parameters: DeliveredParameters,
  settings: LogoutSettings,
  log: LogoutChecks,
): LogoutStep<Buffer> {
  const encoding = parameters.all.get("SAMLEncoding")?.value ?? deflate;
  if (encoding !== deflate) return log.refuse("logout_message_unreadable", "encoding", encoding, deflate);
  const signed = verifyQuery(parameters, settings, log);
  if (!signed.ok) return signed;
  const compressed = base64Bytes(parameters.message);
  if (compressed === null) return log.refuse("logout_message_unreadable", "encoding", null, "base64");
  return inflate(compressed, log);
}

/**
 * Bindings 3.4.4.1: the values are signed in this order as they were sent, still encoded, because encoding them again
 * would not always give the same octets.
 */
function verifyQuery(
  { kind, all }: DeliveredParameters,
  settings: LogoutSettings,
  log: LogoutChecks,
): LogoutStep<null> {
  const check = "logout_signature";
  const algorithm = all.get("SigAlg")?.value ?? "";
  const signature = all.get("Signature")?.value ?? "";
  if (!algorithm || !signature)
    return log.refuse("logout_not_signed", check, algorithm || null, "SigAlg and Signature");
  const method = signatureMethods.get(algorithm);
  if (!method)
    return log.refuse("logout_algorithm_not_allowed", check, algorithm, "RSA or ECDSA with SHA-256 and up");
  const value = base64Bytes(signature);
  if (value === null) return log.refuse("logout_signature_malformed", check, "Signature", "base64");
  const octets = ([kind, "RelayState", "SigAlg"] as const)
    .flatMap((name) => {
      const parameter = all.get(name);
      return parameter ? [`${name}=${parameter.raw}`] : [];
    })
    .join("&");
  const verified = (sent: string) => (shared: SamlChecks) =>
    validateKeys(
      { bytes: Buffer.from(sent, "utf8"), value, method, certificate: null },
      settings,
      check,
      shared,
    );
  // The URL Standard's parser, which the query may have come through, escapes apostrophes that were sent as they are.
  const unescaped = octets.replaceAll("%27", "'");
  const isEscaped = unescaped !== octets && verified(unescaped)(new SamlChecks()).ok;
  const genuine = log.shared(verified(isEscaped ? unescaped : octets));
  if (!genuine.ok) return genuine;
  log.pass(check, `${method.keyType}-${method.hash}`, "a signature by the connection's certificate");
  return done(null);
}

function inflate(compressed: Buffer, log: LogoutChecks): LogoutStep<Buffer> {
  try {
    const xml = inflateRawSync(compressed, { maxOutputLength: mostLogoutXml });
    log.pass("encoding", `${xml.length} bytes`, `at most ${mostLogoutXml}`);
    return done(xml);
  } catch (error) {
    const tooLarge = error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return tooLarge
      ? log.refuse("logout_message_too_large", "encoding", "more", `at most ${mostLogoutXml} bytes`)
      : log.refuse("logout_message_unreadable", "encoding", "not compressed", "DEFLATE");
  }
}
