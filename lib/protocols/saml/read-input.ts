import { nameIdFormats } from "@/lib/model/connections/choices";
import { chosenOf } from "@/lib/model/connections/fields/field";
import { type SamlConfiguration, samlFields } from "@/lib/model/connections/fields/saml";
import { transientNameId } from "@/lib/model/connections/name-id-format";
import { metadataExplanations } from "@/lib/model/explanations/metadata";
import { done, type Outcome, type Problem, refused } from "@/lib/model/outcome";
import { blanks, trimCharacters } from "@/lib/model/text/text-scan";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { addAddressProblem, fieldProblems, outboundProblem } from "@/lib/protocols/field-problems";
import { certificateStatus, readCertificates } from "@/lib/protocols/saml/certificates/certificates";
import { certificatesOf } from "@/lib/protocols/saml/certificates/stored-certificates";
import type { IdpMetadata } from "@/lib/protocols/saml/metadata/idp-metadata";
import { readIdpMetadata } from "@/lib/protocols/saml/metadata/read-idp-metadata";
import type { SamlInput } from "@/lib/schemas/connection";
import type { ReadSettings } from "../protocol-module";
import { addEntityIdProblem, addNamingProblem } from "./setting-problems";
import { addSingleLogoutProblems, singleLogoutOf } from "./single-logout-settings";

/**
 * Builds a complete SAML configuration from an administrator's input: a metadata document or its address first, then
 * single fields over it, then the previous settings (`previous`), then the defaults. Every problem names its field
 * with what was received and what is expected.
 */
// Over 60 lines: each setting once, in an order in which later ones depend on earlier ones.
export async function readSamlInput(
  deps: Pick<SsoDependencies, "outbound" | "now">,
  input: SamlInput,
  previous: SamlConfiguration | null,
): Promise<Outcome<ReadSettings<SamlConfiguration>>> {
  const repairs: string[] = [];
  const chosen = chosenOf(samlFields, input, previous);
  // Nobody is redirected to a provider at which every sign-in begins.
  const sendsPeople = chosen.loginFlow !== "idp";
  const document = await readDocument(deps, input, previous, sendsPeople);
  if (!document.ok) return document;
  const metadata = document.value;
  if (metadata) repairs.push(...metadata.repairs);

  const problems: NonNullable<Problem["more"]> = [];
  const tidy = (text: string | null | undefined, what: string) => {
    const bare = withoutStrays(text);
    if (text && bare !== text) repairs.push(`Stray characters around the ${what} were removed.`);
    return bare;
  };

  const binding =
    input.binding ?? (metadata ? preferredBinding(metadata, previous) : (previous?.binding ?? "redirect"));
  const fromMetadata = metadata && (binding === "post" ? metadata.ssoPostUrl : metadata.ssoRedirectUrl);
  if (metadata && !fromMetadata && sendsPeople)
    problems.push({
      field: "binding",
      code: "binding_not_offered",
      message: `The metadata offers no address for the binding “${binding}”. Choose the other one.`,
      received: binding,
      expected: binding === "post" ? "redirect" : "post",
    });
  const entityId = tidy(input.entityId, "entity ID") ?? metadata?.entityId ?? previous?.entityId ?? null;
  const noLoginUrl = !sendsPeople && input.loginUrl === "";
  const loginUrl = noLoginUrl
    ? null
    : (tidy(input.loginUrl, "login URL") ?? fromMetadata ?? previous?.loginUrl ?? null);
  const logoutUrl =
    input.logoutUrl === undefined || input.logoutUrl === null
      ? (previous?.logoutUrl ?? null)
      : tidy(input.logoutUrl, "logout URL");

  if (!entityId) problems.push(entityIdMissing);
  else if (entityId !== previous?.entityId)
    addEntityIdProblem(problems, entityId, input.entityId ? "entityId" : documentField(input));
  if (!loginUrl && sendsPeople) problems.push(loginUrlMissing);
  else if (loginUrl && loginUrl !== previous?.loginUrl)
    addAddressProblem(problems, "loginUrl", "login URL", loginUrl);
  if (logoutUrl && logoutUrl !== previous?.logoutUrl)
    addAddressProblem(problems, "logoutUrl", "logout URL", logoutUrl);

  const singleLogout = singleLogoutOf(input, metadata, previous);
  addSingleLogoutProblems(problems, singleLogout, previous);
  const naming = {
    nameIdFormat:
      tidy(input.nameIdFormat, "Name ID format") ?? previous?.nameIdFormat ?? nameIdFormatOf(metadata),
    subjectAttribute:
      typeof input.subjectAttribute === "string"
        ? input.subjectAttribute || null
        : (previous?.subjectAttribute ?? null),
  };
  addNamingProblem(problems, naming, previous);
  const given = readGivenCertificates(input, metadata, previous, repairs, problems);
  if (problems.length > 0) return fieldProblems(problems);
  if (!entityId) return fieldProblems(problems);

  const settings: SamlConfiguration = {
    protocol: "saml",
    entityId,
    loginUrl,
    logoutUrl,
    binding,
    certificates: given,
    signed: input.signed ?? previous?.signed ?? (metadata ? "either" : "both"),
    metadataUrl: metadataUrlOf(input, previous),
    ...chosen,
    ...naming,
    ...singleLogout,
  };
  return done({ settings, clientSecret: null, repairs, warnings: warningsOf(settings, deps.now()) });
}

const entityIdMissing = {
  field: "entityId",
  code: "entity_id_missing",
  message: "Enter the entity ID of the identity provider, which identifies it in its responses.",
  expected: "the value called Entity ID or Issuer at the provider",
};

const loginUrlMissing = {
  field: "loginUrl",
  code: "login_url_missing",
  message:
    "Give the login URL: people are sent there to sign in. It may be left out only if every sign-in begins at the identity provider (login flow “idp”).",
  expected: "the value called Single Sign-On URL or Login URL at the provider",
};

/** Warnings about valid settings that will not work, or not for long. */
function warningsOf(settings: SamlConfiguration, now: Date): string[] {
  const warnings: string[] = [];
  const certificates = certificatesOf(settings.certificates);
  const ended = certificates.filter((certificate) => certificateStatus(certificate, now) === "expired");
  if (ended.length > 0 && ended.length === certificates.length)
    warnings.push(
      settings.refuseEndedCertificates
        ? "Every certificate here has expired, so nobody can sign in. Get a new one from the provider, or accept expired certificates."
        : "Every certificate here has expired. Sign-ins still work while the provider signs with it, but get a new one from the provider.",
    );
  if (settings.nameIdFormat === transientNameId && settings.subjectAttribute === null)
    warnings.push(
      "The Name ID format is transient and changes at every sign-in, so nobody can be recognised. Choose another format, or enter a subject attribute.",
    );
  return warnings;
}

/** A value without text that was copied with it; `null` if nothing is left. */
const withoutStrays = (text: string | null | undefined): string | null =>
  trimCharacters(text ?? "", `"'<${blanks}`, `"'>${blanks}`) || null;

/**
 * The source of the values; values that were given in another way, or an address that was cleared, end the daily
 * check.
 */
function metadataUrlOf(input: SamlInput, previous: SamlConfiguration | null): string | null {
  if (input.metadataUrl) return input.metadataUrl;
  if (input.metadataXml || input.metadataUrl === "") return null;
  return previous?.metadataUrl ?? null;
}

const documentField = (input: SamlInput) => (input.metadataXml ? "metadataXml" : "metadataUrl");

async function readDocument(
  deps: Pick<SsoDependencies, "outbound" | "now">,
  input: SamlInput,
  previous: SamlConfiguration | null,
  sendsPeople: boolean,
): Promise<Outcome<IdpMetadata | null>> {
  const field = documentField(input);
  let source: string | Uint8Array;
  if (input.metadataXml) source = input.metadataXml;
  else if (input.metadataUrl) {
    const answer = await deps.outbound.fetchDocument(input.metadataUrl, {
      accept: "application/samlmetadata+xml, application/xml, text/xml",
    });
    if (answer.outcome === "refused") return outboundProblem(field, input.metadataUrl, answer.error);
    source = answer.document.bytes;
  } else return done(null);

  // The entity ID chooses if the document has several providers: the one given, else the one chosen before.
  const entityId = withoutStrays(input.entityId) ?? previous?.entityId ?? null;
  const reading = readIdpMetadata(source, deps.now(), { entityId, loginUrlOptional: !sendsPeople });
  if (reading.outcome === "read") return done(reading.metadata);
  const { code, received, expected } = reading.refusal;
  const { forPerson, fix } = metadataExplanations[code];
  return refused("invalid", code, `${forPerson} ${fix}`, {
    field: code === "metadata_several_idps" ? "entityId" : field,
    received: received ?? undefined,
    expected: expected ?? undefined,
  });
}

function preferredBinding(metadata: IdpMetadata, previous: SamlConfiguration | null) {
  if (previous?.binding === "post" && metadata.ssoPostUrl) return "post";
  return metadata.ssoRedirectUrl ? "redirect" : "post";
}

/** The format to request: an address if the provider supports it, else the previous one, else any. */
function nameIdFormatOf(metadata: IdpMetadata | null): string {
  if (!metadata || metadata.nameIdFormats.length === 0) return nameIdFormats.email;
  for (const format of [nameIdFormats.email, nameIdFormats.persistent])
    if (metadata.nameIdFormats.includes(format)) return format;
  return nameIdFormats.unspecified;
}

/** The certificates to store, as PEM. Stored ones stay unless replaced: they were accepted once. */
function readGivenCertificates(
  input: SamlInput,
  metadata: IdpMetadata | null,
  previous: SamlConfiguration | null,
  repairs: string[],
  problems: NonNullable<Problem["more"]>,
): string[] {
  const given = Array.isArray(input.certificates) ? input.certificates.join("\n") : input.certificates;
  const stored = previous?.certificates ?? [];
  if (!given?.trim() && metadata) return metadata.certificates.map(({ pem }) => pem);
  if (!given?.trim() && stored.length > 0) return stored;
  const reading = readCertificates(given ?? "", certificatesOf(stored));
  if (reading.outcome === "read") {
    repairs.push(...reading.repairs);
    return reading.certificates.map(({ pem }) => pem);
  }
  const { code, received, expected } = reading.refusal;
  const { forPerson, fix } = metadataExplanations[code];
  problems.push({
    field: "certificates",
    code,
    message: `${forPerson} ${fix}`,
    received: received ?? undefined,
    expected: expected ?? undefined,
  });
  return [];
}
