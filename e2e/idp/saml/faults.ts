import {
  type ContentAlgorithm,
  contentAlgorithms,
  type Encryption,
} from "@/lib/protocols/saml/testing/encrypt-assertion";
import { instant, type ResponseRecipe } from "@/lib/protocols/saml/testing/mint-response";
import type { SigningKey } from "@/lib/protocols/saml/testing/signing-key";

export type FaultPlace = "signature" | "time" | "address" | "person" | "encryption" | "answer";

/** The keys and certificates that a fault may use. */
export interface FaultScene {
  recipe: ResponseRecipe;
  /** A key that the metadata does not name. */
  foreign: SigningKey;
  /** The second key of a rollover, which the metadata does name. */
  second: SigningKey;
  /** The receiver's certificate, for encryption. */
  encryption: Encryption | null;
}

interface FaultKind {
  label: string;
  place: FaultPlace;
  /** Needs the receiver's certificate, which is read from its metadata. */
  encrypts?: true;
  bend(scene: FaultScene): Partial<ResponseRecipe>;
}

const facts = (values: NonNullable<ResponseRecipe["facts"]>) => (scene: FaultScene) => ({
  facts: { ...scene.recipe.facts, ...values },
});
const persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
const transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

const plain = {
  unsigned: { label: "Nothing is signed", place: "signature", bend: () => ({ sign: "none" }) },
  only_assertion_signed: {
    label: "Only the assertion is signed",
    place: "signature",
    bend: () => ({ sign: "assertion" }),
  },
  only_response_signed: {
    label: "Only the response is signed",
    place: "signature",
    bend: () => ({ sign: "response" }),
  },
  foreign_key: {
    label: "Signed by a key that the metadata does not name",
    place: "signature",
    bend: ({ foreign }) => ({ signer: { key: foreign } }),
  },
  second_certificate: {
    label: "Signed by the second certificate (allowed)",
    place: "signature",
    bend: ({ second }) => ({ signer: { key: second } }),
  },
  sha1: {
    label: "Signed with SHA-1",
    place: "signature",
    bend: ({ recipe }) => ({ signer: { ...recipe.signer, method: "rsa-sha1", digest: "sha1" } }),
  },
  changed_after_signing: {
    label: "The address is changed after signing",
    place: "signature",
    bend: () => ({ afterSigning: (xml: string) => xml.replace(/@([a-z]+)\.example/g, "@evil.example") }),
  },
  expired: {
    label: "The assertion has expired",
    place: "time",
    bend: ({ recipe }) => ({
      facts: {
        ...recipe.facts,
        notBefore: instant(recipe.now, -1200),
        notOnOrAfter: instant(recipe.now, -900),
        confirmationNotOnOrAfter: instant(recipe.now, -900),
      },
    }),
  },
  not_yet_valid: {
    label: "The assertion is not valid yet",
    place: "time",
    bend: ({ recipe }) => ({
      facts: {
        ...recipe.facts,
        notBefore: instant(recipe.now, 900),
        notOnOrAfter: instant(recipe.now, 1200),
        confirmationNotOnOrAfter: instant(recipe.now, 1200),
      },
    }),
  },
  clock_off: {
    label: "The provider's clock is ten minutes ahead",
    place: "time",
    bend: ({ recipe }) => ({ now: new Date(recipe.now.getTime() + 600_000) }),
  },
  old_authentication: {
    label: "Signed in at the provider 30 days ago (allowed, unless a fresh sign-in is demanded)",
    place: "time",
    bend: ({ recipe }) => ({
      facts: { ...recipe.facts, authnInstant: instant(recipe.now, -30 * 86_400) },
    }),
  },
  session_ends_soon: {
    label: "The provider's session ends in 20 minutes (allowed)",
    place: "time",
    bend: ({ recipe }) => ({ facts: { ...recipe.facts, sessionNotOnOrAfter: instant(recipe.now, 1200) } }),
  },
  no_bounds: {
    label: "Conditions without bounds",
    place: "time",
    bend: facts({ notBefore: null, notOnOrAfter: null }),
  },
  wrong_audience: {
    label: "Another audience",
    place: "address",
    bend: facts({ audiences: [["https://other.example/metadata"]] }),
  },
  wrong_issuer: {
    label: "Another issuer",
    place: "address",
    bend: facts({
      responseIssuer: "https://other.example/idp",
      assertionIssuer: "https://other.example/idp",
    }),
  },
  wrong_recipient: {
    label: "Another recipient",
    place: "address",
    bend: facts({ recipient: "https://other.example/acs" }),
  },
  wrong_destination: {
    label: "Another destination",
    place: "address",
    bend: facts({ destination: "https://other.example/acs" }),
  },
  wrong_request: {
    label: "Answers another request",
    place: "address",
    bend: facts({ inResponseTo: "_another", confirmationInResponseTo: "_another" }),
  },
  request_in_confirmation: {
    label: "Names the request in the confirmation only (allowed)",
    place: "address",
    bend: facts({ inResponseTo: null }),
  },
  bare_response: {
    label: "An unsigned response without Issuer and Destination (allowed)",
    place: "address",
    bend: ({ recipe }) => ({
      sign: "assertion",
      facts: { ...recipe.facts, destination: null, responseIssuer: null },
    }),
  },
  unsolicited: {
    label: "Answers no request",
    place: "address",
    bend: facts({ inResponseTo: null, confirmationInResponseTo: null }),
  },
  missing_email: {
    label: "No email address",
    place: "person",
    bend: ({ recipe }) => ({
      facts: {
        ...recipe.facts,
        nameId: "u-4711",
        nameIdFormat: persistent,
        attributes: without(recipe, "email"),
      },
    }),
  },
  two_emails: {
    label: "Two email addresses",
    place: "person",
    bend: ({ recipe }) => ({
      facts: {
        ...recipe.facts,
        attributes: { ...recipe.facts?.attributes, email: ["one@acme.example", "two@acme.example"] },
      },
    }),
  },
  transient_subject: {
    label: "A Name ID that changes every time",
    place: "person",
    bend: facts({ nameId: `t-${Math.random()}`, nameIdFormat: transient }),
  },
  group_overage: {
    label: "A link in place of the groups",
    place: "person",
    bend: ({ recipe }) => ({
      facts: {
        ...recipe.facts,
        attributes: {
          ...without(recipe, "groups"),
          "http://schemas.microsoft.com/claims/groups.link": [
            "https://graph.example/users/u-4711/getMemberObjects",
          ],
        },
      },
    }),
  },
  status_denied: {
    label: "The provider refuses the person",
    place: "answer",
    bend: ({ recipe }) => ({
      facts: {
        ...recipe.facts,
        statusCode: "urn:oasis:names:tc:SAML:2.0:status:Responder",
        subStatusCode: "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed",
        statusMessage: "This person is not assigned to the application.",
      },
    }),
  },
  comment_in_name_id: {
    label: "A comment inside the Name ID",
    place: "answer",
    bend: () => ({ afterSigning: (xml: string) => xml.replace(/(<saml:NameID[^>]*>[^<]{2})/, "$1<!-- -->") }),
  },
  not_xml: {
    label: "Not XML at all",
    place: "answer",
    bend: () => ({ afterSigning: () => "sorry, an error has occurred" }),
  },
} satisfies Record<string, FaultKind>;

type EncryptionFault =
  `encrypted_${"aes128_gcm" | "aes256_gcm" | "aes128_cbc" | "aes256_cbc" | "tripledes_cbc"}`;

const encrypted = Object.fromEntries(
  contentAlgorithms.map((content: ContentAlgorithm): [string, FaultKind] => [
    `encrypted_${content.replaceAll("-", "_")}`,
    {
      label: `Encrypted by ${content} (allowed)`,
      place: "encryption",
      encrypts: true,
      bend: ({ encryption }) => ({ encryption: encryption ? { ...encryption, content } : undefined }),
    },
  ]),
) as Record<EncryptionFault, FaultKind>;

const brokenCipher: FaultKind = {
  label: "Encrypted, then damaged",
  place: "encryption",
  encrypts: true,
  bend: ({ encryption }) => ({
    encryption: encryption
      ? {
          ...encryption,
          mutateCipherText: (bytes) => Buffer.from(bytes.map((byte, i) => (i === 20 ? byte ^ 1 : byte))),
        }
      : undefined,
  }),
};

/** Handled by the server itself: the same response as the last time. */
const replay: FaultKind = { label: "The last response again", place: "answer", bend: () => ({}) };

/** Faults on demand, and rare but valid variants. */
export const faults = { ...plain, ...encrypted, encrypted_damaged: brokenCipher, replay };
export type Fault = keyof typeof faults;

export function isFault(name: unknown): name is Fault {
  return typeof name === "string" && Object.hasOwn(faults, name);
}

function without(recipe: ResponseRecipe, name: string): Record<string, string[]> {
  const { [name]: _, ...rest } = recipe.facts?.attributes ?? {};
  return rest;
}
