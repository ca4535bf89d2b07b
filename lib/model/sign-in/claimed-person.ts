import { nameIdFormats } from "@/lib/model/connections/choices";
import type { AttributeNames } from "@/lib/model/connections/connection";
import { transientNameId } from "@/lib/model/connections/name-id-format";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { attributeKey, pick } from "@/lib/model/mapping/attributes";
import { namesOfPerson, withFriendlyNames } from "@/lib/model/mapping/friendly-names";
import { type EmailAddress, parseProviderAddress } from "@/lib/model/people/email-address";
import type { AdmissionRefusal } from "@/lib/model/refusals/admission";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import type { Protocol, VerifiedIdentity } from "./identity";
import { foldedBefore, subjectKey } from "./subject";

/** The person in an identity, as Gatehouse reads it. */
export interface ClaimedPerson {
  issuer: string;
  /** In its compared and stored form: `subjectKey`. */
  subject: string;
  subjectAsSent: string;
  /** The form in which a link from before `subjects_as_compared` may have stored it; `null` if it is the same. */
  subjectFoldedBefore: string | null;
  /** Normalised. */
  email: string;
  /** The part after the @, in ASCII form. */
  domain: string;
  /** The claim that carried the address, in the provider's spelling; `null`: the subject. */
  emailClaim: string | null;
  firstName: string | null;
  lastName: string | null;
}

/**
 * Whether the provider confirmed the person's address; `null` if it says nothing. `email_verified` applies to the
 * claim `email` and to no other: an address from another claim is neither vouched for by it nor spoilt, even if both
 * claims have the same text.
 */
export function emailVerifiedOf(
  identity: Pick<VerifiedIdentity, "emailVerified">,
  person: Pick<ClaimedPerson, "emailClaim">,
): boolean | null {
  return person.emailClaim === "email" ? identity.emailVerified : null;
}

/** The usual names of the address attribute, while nothing is mapped. */
const expectedAddress: Record<Protocol, string> = {
  saml: "an attribute “email”, or an address as Name ID",
  oidc: "the claim “email”, in the ID token or from userinfo",
  oauth2: "an email address in the tool's response",
};

/** Nobody has more addresses; a provider could send a hundred thousand, and reading them would keep everybody waiting. */
const mostAddresses = 100;

const emailNameId = nameIdFormats.email;

/**
 * Reads one subject and one well-formed email address from an identity (docs/model.md#one-person). The address is the
 * mapped (or usual) attribute; SAML's NameID if no attribute has one. Of several different ones it is the only one in
 * a domain of the connection's organization, by `isOurs`; never a guess.
 */
export function readPerson(
  identity: VerifiedIdentity,
  names: AttributeNames,
  isOurs: (domain: string) => boolean = () => false,
): { ok: true; person: ClaimedPerson } | { ok: false; refusal: Refusal<AdmissionRefusal> } {
  const refuse = (code: AdmissionRefusal, check: string, received: string | null, expected: string) =>
    ({ ok: false, refusal: { code, check, received, expected } }) as const;

  if (identity.subject.trim() === "")
    return refuse("subject_missing", "subject", null, "a subject that stays the same");
  if (identity.subjectFormat === transientNameId)
    return refuse(
      "subject_transient",
      "subject",
      transientNameId,
      `${emailNameId}, a persistent format, or a subject attribute`,
    );

  const claimed = claimedAddresses(identity, names);
  const { attributes, name, candidates } = claimed;
  if (candidates.length === 0)
    return refuse("email_missing", "email", null, name ?? names.email ?? expectedAddress[identity.protocol]);
  if (candidates.length > mostAddresses)
    return refuse(
      "several_emails",
      "email",
      `${candidates.length} values`,
      `one address, and at most ${mostAddresses} to choose from`,
    );
  const broken = candidates.find((_, i) => !claimed.addresses[i]);
  if (broken !== undefined)
    return refuse("email_malformed", "email", broken.slice(0, 200), "one well-formed email address");
  const different = differentAddresses(claimed.addresses);
  const ours = different.length > 1 ? different.filter(({ domain }) => isOurs(domain)) : different;
  const [address] = ours;
  if (!address || ours.length > 1)
    return refuse(
      "several_emails",
      "email",
      different
        .map((one) => one.address)
        .join(", ")
        .slice(0, 200),
      "one address, or one in a verified domain",
    );

  const subject = subjectKey(identity.subject);
  return {
    ok: true,
    person: {
      issuer: identity.issuer,
      subject,
      subjectAsSent: identity.subject,
      subjectFoldedBefore: identity.subjectFormat === emailNameId ? foldedBefore(identity.subject) : null,
      email: address.address,
      domain: address.domain,
      emailClaim: claimed.isSubject || name === null ? null : attributeKey(attributes, name),
      firstName: oneName(pick(attributes, "firstName", names).values),
      lastName: oneName(pick(attributes, "lastName", names).values),
    },
  };
}

/** The domains of several different addresses of one person, all well-formed; empty if there is nothing to choose from. */
export function domainsToChooseFrom(identity: VerifiedIdentity, names: AttributeNames): string[] {
  const { addresses } = claimedAddresses(identity, names);
  const different = addresses.includes(null) ? [] : differentAddresses(addresses);
  return different.length > 1 ? [...new Set(different.map(({ domain }) => domain))] : [];
}

/** The candidates for the person's address in an identity, as received and as addresses. */
function claimedAddresses(identity: VerifiedIdentity, names: AttributeNames) {
  const attributes = withFriendlyNames(identity, namesOfPerson(names));
  const { name, values } = pick(attributes, "email", names);
  const isSubject =
    values.length === 0 &&
    !names.email &&
    identity.subjectAttribute === undefined &&
    protocolTraits[identity.protocol].subjectMayBeAddress &&
    identity.subject.includes("@");
  const candidates = isSubject ? [identity.subject] : values;
  const isRead = candidates.length <= mostAddresses;
  return {
    attributes,
    name,
    isSubject,
    candidates,
    addresses: isRead ? candidates.map(parseProviderAddress) : [],
  };
}

function differentAddresses(addresses: readonly (EmailAddress | null)[]): EmailAddress[] {
  return [...new Map(addresses.flatMap((one) => (one ? [[one.address, one] as const] : []))).values()];
}

/** A name to show: one line, at most 100 characters. */
function oneName(values: readonly string[]): string | null {
  const text = values[0]?.replace(/[\p{C}\s]+/gu, " ").trim() ?? "";
  // Cut by characters: half of a surrogate pair is invalid, and databases refuse it.
  return [...text].slice(0, 100).join("").trim() || null;
}
