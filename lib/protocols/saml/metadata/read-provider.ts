import { createHash } from "node:crypto";
import type { XmlElement } from "libxml2-wasm";
import type { Binding } from "@/lib/model/connections/choices";
import type { MetadataRefusal } from "@/lib/model/refusals/metadata";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import {
  type Certificate,
  mostCertificates,
  readCertificate,
  readCertificates,
} from "../certificates/certificates";
import { authorityLeftOut, endEntities } from "../certificates/end-entities";
import type { IdpMetadata, ReadingOptions, SingleLogoutService } from "./idp-metadata";
import { checkAddress } from "./login-address";
import { refusal } from "./refusal";
import { attribute, bindings, children, elements } from "./xml";

type Provider = Omit<IdpMetadata, "validUntil" | "signature" | "repairs">;

// SAML Core 8.3.6: an entity identifier has at most 1024 characters.
const maxEntityId = 1024;

/** Reads one entity's IDPSSODescriptor; adds sentences about what was left out to `repairs`. */
export function readProvider(
  entity: XmlElement,
  role: XmlElement,
  options: ReadingOptions,
  repairs: string[],
): Provider | Refusal<MetadataRefusal> {
  const entityId = attribute(entity, "entityID");
  if (entityId === null) return refusal("metadata_no_entity_id", "no entityID", "an entityID");
  if (entityId.length > maxEntityId) {
    return refusal("metadata_entity_id_invalid", `${entityId.length} characters`, `at most ${maxEntityId}`);
  }
  const certificates = readSigningCertificates(role, repairs);
  if ("code" in certificates) return certificates;
  const login = readLogin(role, options, repairs);
  if ("code" in login) return login;
  const input = attribute(role, "WantAuthnRequestsSigned");
  return {
    entityId,
    ...login,
    singleLogout: readLogout(role, options.allowInsecureUrls === true, repairs),
    certificates,
    nameIdFormats: [...new Set(children(role, "NameIDFormat").map((format) => format.content.trim()))].filter(
      Boolean,
    ),
    wantAuthnRequestsSigned: input === "true" || input === "1",
  };
}

function readSigningCertificates(
  role: XmlElement,
  repairs: string[],
): Certificate[] | Refusal<MetadataRefusal> {
  const descriptors = children(role, "KeyDescriptor");
  const signing = descriptors.filter(
    (descriptor) => (attribute(descriptor, "use") ?? "signing") === "signing",
  );
  const texts = signing.flatMap((descriptor) =>
    elements(descriptor, "ds:KeyInfo/ds:X509Data/ds:X509Certificate"),
  );
  if (texts.length === 0) {
    const received =
      descriptors.length === 0 ? "no KeyDescriptor" : `${descriptors.length} keys, none for signing`;
    return refusal("metadata_no_certificate", received, "an X509Certificate for signing");
  }
  const { found, left, unread } = readTexts(texts.map((text) => text.content.replace(/\s/g, "")));
  const { kept: certificates, authorities } = endEntities(found);
  repairs.push(...authorities.map(authorityLeftOut));
  if (certificates.length === 0) {
    left.push(...authorities.map(({ subject }) => `the certificate of an authority: ${subject}`));
    return refusal(
      "metadata_certificate_unusable",
      left.join("; "),
      "a certificate with a key that is long enough",
    );
  }
  if (left.length > 0) repairs.push(`A certificate that cannot be used was left out: ${left.join("; ")}.`);
  if (unread.length > 0) repairs.push(tooMany(unread));
  return certificates;
}

/** The most texts that are read, good or bad: a document of nothing but certificates must not take long. */
const mostTexts = 2 * mostCertificates;

/** Each certificate once, as far as there is room; `unread` are those beyond it. */
function readTexts(texts: readonly string[]): { found: Certificate[]; left: string[]; unread: string[] } {
  const found = new Map<string, Certificate>();
  const left: string[] = [];
  const all = [...new Set(texts)];
  let at = 0;
  for (; at < Math.min(all.length, mostTexts) && found.size < mostCertificates; at += 1) {
    const text = all[at] ?? "";
    const one = readCertificate(text);
    const reading = one ? null : readCertificates(text);
    if (one) found.set(one.fingerprintSha256, one);
    else if (reading?.outcome === "refused") left.push(reading.refusal.received ?? reading.refusal.code);
    else
      for (const corrected of reading?.certificates ?? []) found.set(corrected.fingerprintSha256, corrected);
  }
  return { found: [...found.values()], left, unread: all.slice(at) };
}

const mostNamed = 3;

function tooMany(unread: readonly string[]): string {
  const named = unread.slice(0, mostNamed).map((text) => {
    const digest = createHash("sha256").update(Buffer.from(text, "base64")).digest("hex");
    return `SHA-256 ${(digest.toUpperCase().match(/../g) ?? []).join(":")}`;
  });
  const more = unread.length > mostNamed ? ` and ${unread.length - mostNamed} more` : "";
  return `A connection keeps at most ${mostCertificates} certificates: the first of the document were taken, and ${unread.length} left out (${named.join(", ")}${more}).`;
}

function readLogin(
  role: XmlElement,
  { allowInsecureUrls: allowInsecure = false, loginUrlOptional = false }: ReadingOptions,
  repairs: string[],
): Pick<Provider, "ssoRedirectUrl" | "ssoPostUrl"> | Refusal<MetadataRefusal> {
  const services = children(role, "SingleSignOnService");
  const supported = services.filter(
    (service) => bindingOf(service) !== null && attribute(service, "Location") !== null,
  );
  if (supported.length === 0 && loginUrlOptional) return { ssoRedirectUrl: null, ssoPostUrl: null };
  if (supported.length === 0) {
    const others = services.map((service) => attribute(service, "Binding")?.split(":").at(-1) ?? "?");
    const received =
      others.length === 0 ? "no SingleSignOnService" : `only the bindings ${others.join(", ")}`;
    return refusal("metadata_no_login_url", received, "a SingleSignOnService by HTTP-Redirect or HTTP-POST");
  }
  const found: Record<Binding, string | null> = { redirect: null, post: null };
  const wrong: { verdict: "invalid" | "insecure"; address: string }[] = [];
  for (const service of supported) {
    const binding = bindingOf(service);
    const address = attribute(service, "Location") ?? "";
    const verdict = checkAddress(address, allowInsecure);
    if (verdict !== "fine") wrong.push({ verdict, address: address.slice(0, 200) });
    else if (binding) found[binding] ??= address;
  }
  const [first] = wrong;
  if (found.redirect === null && found.post === null && first) {
    return first.verdict === "insecure"
      ? refusal("metadata_login_url_insecure", first.address, "an address that starts with https://")
      : refusal("metadata_login_url_invalid", first.address, "an absolute https:// address");
  }
  for (const { address } of wrong)
    repairs.push(`A login address that cannot be used was removed: ${address}.`);
  return { ssoRedirectUrl: found.redirect, ssoPostUrl: found.post };
}

function readLogout(role: XmlElement, allowInsecure: boolean, repairs: string[]): SingleLogoutService[] {
  const found: SingleLogoutService[] = [];
  for (const service of children(role, "SingleLogoutService")) {
    const binding = bindingOf(service);
    const url = attribute(service, "Location");
    const responseUrl = attribute(service, "ResponseLocation");
    if (binding === null || url === null || found.some((one) => one.binding === binding)) continue;
    const wrong = [url, responseUrl].find(
      (one) => one !== null && checkAddress(one, allowInsecure) !== "fine",
    );
    if (wrong) repairs.push(`The logout address cannot be used and was left out: ${wrong.slice(0, 200)}.`);
    else found.push({ binding, url, responseUrl });
  }
  return found.toSorted((a, b) => bindingOrder.indexOf(a.binding) - bindingOrder.indexOf(b.binding));
}

const bindingOrder: readonly Binding[] = ["redirect", "post"];

function bindingOf(service: XmlElement): Binding | null {
  const binding = attribute(service, "Binding");
  if (binding === bindings.redirect) return "redirect";
  return binding === bindings.post ? "post" : null;
}
