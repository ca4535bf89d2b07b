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

export interface AnswerInput {
  now: Date;
  entityId: string;
  keys: ProviderKeys;
  person: Person;
  fault: Fault | null;
  spEntityId: string;
  acsUrl: string;
  requestId: string | null;
  nameIdFormat: string | null;
  /** The receiver's encryption certificate, if it was requested. */
  encryptionCertificate: string | null;
}

/** Whether the fault needs the receiver's certificate. */
export function encrypts(fault: Fault | null): boolean {
  return fault !== null && "encrypts" in faults[fault];
}

/** The provider's statement about a person, including the fault. */
export function answerOf(input: AnswerInput): MintedResponse {
  const { person } = input;
  const byName = input.nameIdFormat === persistent || person.email === null;
  const attributes: Record<string, string[]> = {
    firstName: [person.givenName],
    lastName: [person.familyName],
  };
  if (person.email) attributes.email = [person.email];
  if (person.groups.length > 0) attributes.groups = [...person.groups];
  const recipe: ResponseRecipe = {
    now: input.now,
    issuer: input.entityId,
    acsUrl: input.acsUrl,
    spEntityId: input.spEntityId,
    requestId: input.requestId,
    sign: "both",
    signer: { key: input.keys.first },
    facts: {
      nameId: byName ? person.id : person.email,
      nameIdFormat: byName ? persistent : emailAddress,
      attributes,
    },
  };
  const scene = {
    recipe,
    foreign: input.keys.foreign,
    second: input.keys.second,
    encryption: input.encryptionCertificate ? { certificatePem: input.encryptionCertificate } : null,
  };
  return mintResponse({ ...recipe, ...(input.fault ? faults[input.fault].bend(scene) : {}) });
}
