import {
  type MintedResponse,
  mintResponse,
  type ResponseRecipe,
} from "@/lib/protocols/saml/testing/mint-response";
import type { SigningKey } from "@/lib/protocols/saml/testing/signing-key";
import type { Person } from "../people";
import { type Fault, faults } from "./faults";

const emailAddress = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
const persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

/** The simulator's keys. The metadata names the first two. */
export interface ProviderKeys {
  first: SigningKey;
  second: SigningKey;
  foreign: SigningKey;
}

export interface AnswerWish {
  now: Date;
  entityId: string;
  keys: ProviderKeys;
  person: Person;
  fault: Fault | null;
  spEntityId: string;
  acsUrl: string;
  requestId: string | null;
  nameIdFormat: string | null;
  /** The receiver's encryption certificate, where it was asked for. */
  encryptionCertificate: string | null;
}

/** Whether the fault needs the receiver's certificate. */
export function encrypts(fault: Fault | null): boolean {
  return fault !== null && "encrypts" in faults[fault];
}

/** What the provider says of a person, with the fault in it. */
export function answerOf(wish: AnswerWish): MintedResponse {
  const { person } = wish;
  const byName = wish.nameIdFormat === persistent || person.email === null;
  const attributes: Record<string, string[]> = {
    firstName: [person.givenName],
    lastName: [person.familyName],
  };
  if (person.email) attributes.email = [person.email];
  if (person.groups.length > 0) attributes.groups = [...person.groups];
  const recipe: ResponseRecipe = {
    now: wish.now,
    issuer: wish.entityId,
    acsUrl: wish.acsUrl,
    spEntityId: wish.spEntityId,
    requestId: wish.requestId,
    sign: "both",
    signer: { key: wish.keys.first },
    facts: {
      nameId: byName ? person.id : person.email,
      nameIdFormat: byName ? persistent : emailAddress,
      attributes,
    },
  };
  const scene = {
    recipe,
    foreign: wish.keys.foreign,
    second: wish.keys.second,
    encryption: wish.encryptionCertificate ? { certificatePem: wish.encryptionCertificate } : null,
  };
  return mintResponse({ ...recipe, ...(wish.fault ? faults[wish.fault].bend(scene) : {}) });
}
