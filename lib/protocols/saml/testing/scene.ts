import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import type { SamlAttempt, SamlSettings } from "../settings";
import { type SamlValidationResult, verifyResponse } from "../verify-response";
import { type MintedResponse, mintResponse, type ResponseRecipe } from "./mint-response";
import { makeSigningKey, type SigningKey } from "./signing-key";

/** The moment of every scene; the verifier gets it as its clock. */
export const now = new Date("2025-06-07T08:09:10Z");
export const idpEntityId = "https://idp.customer.example/saml/metadata";
export const spEntityId = "https://gatehouse.example/api/sso/saml/conn_one/metadata";
export const acsUrl = "https://gatehouse.example/api/sso/saml/conn_one/acs";
export const requestId = "_request_of_this_browser";
export const attempt: SamlAttempt = { requestId };

/** The provider's key, somebody else's, and ours for decryption. Created once for each test file. */
export const providerKey = makeSigningKey({ rsa: 2048 }, { commonName: "Provider", serial: 4711n });
export const strangerKey = makeSigningKey({ rsa: 2048 }, { commonName: "Stranger" });
export const ourKey: SigningKey = makeSigningKey({ rsa: 2048 }, { commonName: "Gatehouse" });

export function aRecipe(changes: Partial<ResponseRecipe> = {}): ResponseRecipe {
  const signer = { key: providerKey };
  return { now, issuer: idpEntityId, acsUrl, spEntityId, requestId, sign: "both", signer, ...changes };
}

export const aResponse = (changes: Partial<ResponseRecipe> = {}): MintedResponse =>
  mintResponse(aRecipe(changes));

export function someSettings(changes: Partial<SamlSettings> = {}): SamlSettings {
  return {
    idpEntityId,
    certificates: [providerKey.certificatePem],
    signed: "both",
    subjectAttribute: null,
    spEntityId,
    acsUrl,
    loginFlow: "sp",
    decryptionKeys: [{ privateKeyPem: ourKey.privateKeyPem }],
    clockSkewSeconds: 180,
    ...changes,
  };
}

export interface Scene {
  settings?: Partial<SamlSettings>;
  attempt?: SamlAttempt;
  at?: Date;
}

/** Checks a minted response, an XML text, or a bare form value. */
export function validated(
  answer: MintedResponse | { xml: string } | string,
  scene: Scene = {},
): SamlValidationResult {
  const samlResponse =
    typeof answer === "string" ? answer : Buffer.from(answer.xml, "utf8").toString("base64");
  const asked = scene.attempt === undefined ? attempt : scene.attempt;
  return verifyResponse({ samlResponse }, someSettings(scene.settings), asked, scene.at ?? now);
}

/** `accepted`, or the code of the refusal. */
export function outcome(
  answer: Parameters<typeof validated>[0],
  scene: Scene = {},
): "accepted" | SamlRefusalCode {
  const result = validated(answer, scene);
  return result.outcome === "accepted" ? "accepted" : result.refusal.code;
}
