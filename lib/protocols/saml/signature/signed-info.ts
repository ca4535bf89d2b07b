import { done } from "@/lib/protocols/check-log";
import type { SamlChecks, Step } from "../step";
import { base64Bytes } from "../xml/base64";
import { digestMethods, ns, type SignatureMethod, signatureMethods, transforms } from "../xml/names";
import { attributeOf, type Element, isNamed } from "../xml/tree";

/** The contents of a SignedInfo of the strict profile. */
export interface SignedInfo {
  method: SignatureMethod;
  digest: SignatureMethod["hash"];
  digestValue: Buffer;
  /** InclusiveNamespaces of the reference's canonicalization. */
  prefixes: string[];
}

const mostPrefixes = 16;

/**
 * Reads a SignedInfo (XML Signature 4.4) of exactly this form: exclusive canonicalization, an accepted signature
 * method, one reference to `ownerId`, transformed by enveloped-signature and exclusive canonicalization, in this
 * order.
 */
export function readSignedInfo(
  info: Element,
  ownerId: string,
  check: string,
  log: SamlChecks,
): Step<SignedInfo> {
  const [canonicalization, signatureMethod, reference, ...others] = info.children;
  if (
    !canonicalization ||
    !signatureMethod ||
    !reference ||
    !isNamed(canonicalization, ns.signature, "CanonicalizationMethod") ||
    !isNamed(signatureMethod, ns.signature, "SignatureMethod") ||
    !isNamed(reference, ns.signature, "Reference")
  ) {
    return log.refuse("signature_malformed", check, null, "SignedInfo");
  }
  if (others.length > 0) {
    return log.refuse("signature_reference_wrong", check, `${others.length + 1} references`, "one reference");
  }
  const outer = inclusivePrefixes(canonicalization, check, log);
  if (!outer.ok) return outer;
  const method = signatureMethods.get(attributeOf(signatureMethod, "Algorithm") ?? "");
  // A parameter such as HMACOutputLength has no meaning for RSA and ECDSA.
  if (!method || signatureMethod.children.length > 0) {
    const received = attributeOf(signatureMethod, "Algorithm");
    return log.refuse("signature_algorithm_not_allowed", check, received, "RSA or ECDSA with SHA-256 and up");
  }
  const reading = readReference(reference, ownerId, check, log);
  return reading.ok ? done({ method, ...reading.value }) : reading;
}

function readReference(
  reference: Element,
  ownerId: string,
  check: string,
  log: SamlChecks,
): Step<Omit<SignedInfo, "method">> {
  // SAML Core 5.4.2: the one reference names the ID of the element that the signature is in.
  const uri = attributeOf(reference, "URI");
  if (ownerId === "" || uri !== `#${ownerId}`) {
    return log.refuse("signature_reference_wrong", check, uri, `#${ownerId}`);
  }
  const [list, digestMethod, digestValue, ...others] = reference.children;
  if (
    !list ||
    !digestMethod ||
    !digestValue ||
    others.length > 0 ||
    !isNamed(list, ns.signature, "Transforms") ||
    !isNamed(digestMethod, ns.signature, "DigestMethod") ||
    !isNamed(digestValue, ns.signature, "DigestValue")
  ) {
    return log.refuse("signature_malformed", check, null, "Transforms, DigestMethod, DigestValue");
  }
  const prefixes = readTransforms(list, check, log);
  if (!prefixes.ok) return prefixes;
  const digest = digestMethods.get(attributeOf(digestMethod, "Algorithm") ?? "");
  if (!digest || digestMethod.children.length > 0) {
    const received = attributeOf(digestMethod, "Algorithm");
    return log.refuse("digest_algorithm_not_allowed", check, received, "SHA-256, SHA-384 or SHA-512");
  }
  const value = digestValue.children.length > 0 ? null : base64Bytes(digestValue.text);
  if (value === null) return log.refuse("signature_malformed", check, null, "DigestValue in base64");
  return done({ digest, digestValue: value, prefixes: prefixes.value });
}

function readTransforms(list: Element, check: string, log: SamlChecks): Step<string[]> {
  const [enveloped, exclusive, ...others] = list.children;
  const wanted = "enveloped-signature, then exclusive canonicalization";
  if (
    !enveloped ||
    !exclusive ||
    others.length > 0 ||
    !isNamed(enveloped, ns.signature, "Transform") ||
    !isNamed(exclusive, ns.signature, "Transform") ||
    attributeOf(enveloped, "Algorithm") !== transforms.enveloped ||
    enveloped.children.length > 0
  ) {
    const received = list.children.map((child) => attributeOf(child, "Algorithm") ?? child.name).join(", ");
    return log.refuse("transform_not_allowed", check, received, wanted);
  }
  return inclusivePrefixes(exclusive, check, log);
}

/** Reads a CanonicalizationMethod or Transform that must be exclusive canonicalization, and its PrefixList. */
export function inclusivePrefixes(method: Element, check: string, log: SamlChecks): Step<string[]> {
  const algorithm = attributeOf(method, "Algorithm");
  const [list, ...others] = method.children;
  if (
    algorithm !== transforms.exclusiveC14n ||
    others.length > 0 ||
    (list && (!isNamed(list, ns.exclusiveC14n, "InclusiveNamespaces") || list.children.length > 0))
  ) {
    return log.refuse("transform_not_allowed", check, algorithm, "exclusive canonicalization");
  }
  const prefixes = list ? (attributeOf(list, "PrefixList") ?? "").split(/[\t\n\r ]+/).filter(Boolean) : [];
  // Each of them is looked up for each element, before anything is verified.
  if (prefixes.length > mostPrefixes) {
    return log.refuse("too_complex", check, `${prefixes.length} prefixes`, `at most ${mostPrefixes}`);
  }
  return done(prefixes);
}
