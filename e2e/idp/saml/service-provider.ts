import { DOMParser } from "@xmldom/xmldom";

/** The values that the simulator reads from an application's metadata. */
export interface ServiceProvider {
  entityId: string;
  acsUrl: string;
  /** Where it takes single logout by either binding; `null`: it does not. */
  sloUrl: string | null;
  signingCertificates: string[];
  encryptionCertificates: string[];
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads an application's metadata if its entity ID is an address on this machine; `null` otherwise. A real provider
 * has it imported; here it is fetched from the entity ID, so that nothing needs to be pasted.
 */
export async function fetchServiceProvider(entityId: string): Promise<ServiceProvider | null> {
  if (!URL.canParse(entityId) || !loopback.test(new URL(entityId).hostname)) return null;
  try {
    const answer = await fetch(entityId, { redirect: "error", signal: AbortSignal.timeout(3_000) });
    return answer.ok ? readServiceProvider(await answer.text()) : null;
  } catch {
    return null;
  }
}

function readServiceProvider(xml: string): ServiceProvider | null {
  const root = new DOMParser().parseFromString(xml, "text/xml").documentElement;
  if (!root) return null;
  const all = (name: string) => Array.from(root.getElementsByTagNameNS("*", name));
  const keys = (use: string) =>
    all("KeyDescriptor")
      .filter((key) => !key.getAttribute("use") || key.getAttribute("use") === use)
      .flatMap((key) => Array.from(key.getElementsByTagNameNS("*", "X509Certificate")))
      .map((node) => pem(node.textContent ?? ""));
  const acsUrl = all("AssertionConsumerService")[0]?.getAttribute("Location");
  const entityId = root.getAttribute("entityID");
  if (!acsUrl || !entityId) return null;
  return {
    entityId,
    acsUrl,
    sloUrl: all("SingleLogoutService")[0]?.getAttribute("Location") ?? null,
    signingCertificates: keys("signing"),
    encryptionCertificates: keys("encryption"),
  };
}

function pem(body: string): string {
  const lines = body.replace(/\s/g, "").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
