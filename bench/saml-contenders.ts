import { verify } from "node:crypto";
import saml20Module from "@boxyhq/saml20";
import { SAML, ValidateInResponseTo } from "@node-saml/node-saml";
import * as samlify from "samlify";
import type { SamlSettings } from "@/lib/protocols/saml/settings";
import type { MintedResponse } from "@/lib/protocols/saml/testing/mint-response";
import type { SigningKey } from "@/lib/protocols/saml/testing/signing-key";
import { verifyResponse } from "@/lib/protocols/saml/verify-response";

/** One way of validating a response. It throws if it does not accept: a bench of refusals would be worthless. */
export interface Contender {
  name: string;
  schema: string;
  verify: (minted: MintedResponse) => Promise<unknown> | undefined;
}

export interface Trust {
  settings: SamlSettings;
  requestId: string;
  key: SigningKey;
  now: Date;
}

// Node gives the whole CommonJS module as the default import; the types promise what is in its `default`.
const saml20 = (saml20Module as unknown as { default?: typeof saml20Module }).default ?? saml20Module;

const bare = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, "");

/** Our own with every check: schema, both signatures, all of the profile. */
export function gatehouse({ settings, requestId, now }: Trust): Contender {
  return {
    name: "gatehouse",
    schema: "yes",
    verify({ samlResponse }) {
      const result = verifyResponse({ samlResponse }, settings, { requestId }, now);
      if (result.outcome !== "accepted") throw new Error(result.refusal.code);
      return undefined;
    },
  };
}

/** Jackson's own validation. It verifies the response's signature and reads the first assertion. */
export function boxyhq({ settings, key }: Trust): Contender {
  const options = { publicKey: bare(key.certificatePem), audience: settings.spEntityId };
  return {
    name: "@boxyhq/saml20",
    schema: "none",
    verify: ({ xml }) => saml20.validate(xml, options),
  };
}

export function nodeSaml({ settings, key }: Trust): Contender {
  const saml = new SAML({
    idpCert: key.certificatePem,
    issuer: settings.spEntityId,
    audience: settings.spEntityId,
    callbackUrl: settings.acsUrl,
    idpIssuer: settings.idpEntityId,
    wantAuthnResponseSigned: true,
    wantAssertionsSigned: true,
    validateInResponseTo: ValidateInResponseTo.never,
    acceptedClockSkewMs: settings.clockSkewSeconds * 1000,
  });
  return {
    name: "@node-saml/node-saml",
    schema: "none",
    verify: ({ samlResponse }) => saml.validatePostResponseAsync({ SAMLResponse: samlResponse }),
  };
}

/** samlify wants a schema check; the one made for it starts a Java process each time, so it runs without. */
export function samlifyContender({ settings, key }: Trust): Contender {
  samlify.setSchemaValidator({ validate: async () => "not checked" });
  const redirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
  const post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
  const idp = samlify.IdentityProvider({
    entityID: settings.idpEntityId,
    signingCert: key.certificatePem,
    isAssertionEncrypted: false,
    messageSigningOrder: "sign-then-encrypt",
    singleSignOnService: [{ Binding: redirect, Location: "https://idp.example/sso" }],
  });
  const sp = samlify.ServiceProvider({
    entityID: settings.spEntityId,
    wantMessageSigned: true,
    wantAssertionsSigned: true,
    assertionConsumerService: [{ Binding: post, Location: settings.acsUrl }],
  });
  return {
    name: "samlify",
    schema: "off, needs Java",
    verify: ({ samlResponse }) =>
      sp.parseLoginResponse(idp, "post", { body: { SAMLResponse: samlResponse } }),
  };
}

/** The lower bound: two bare RSA verifications over as many bytes, without reading anything. */
export function bareRsa({ key }: Trust, sample: Buffer, signature: Buffer): Contender {
  return {
    name: "bare RSA ×2",
    schema: "–",
    verify() {
      for (let i = 0; i < 2; i++) {
        if (!verify("sha256", sample, key.publicKey, signature)) throw new Error("The floor gave way");
      }
      return undefined;
    },
  };
}
