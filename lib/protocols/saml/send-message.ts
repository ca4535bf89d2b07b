import { sign } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { rsaSha256, type SigningKey, signEnveloped } from "./signature/sign-enveloped";

type MessageName = "SAMLRequest" | "SAMLResponse";

/** A message of ours on its way to the provider, through the browser. */
export interface OutgoingMessage<Name extends MessageName = MessageName> {
  name: Name;
  /** Unsigned, with the address as its Destination. */
  xml: string;
  address: string;
  relayState: string | null;
  /** The connection's own key. RSA. */
  key: SigningKey;
}

/**
 * The address that carries a message by the HTTP-Redirect binding, signed in its query (SAML Bindings 3.4.4.1). The
 * provider's address keeps its own query.
 */
export function signedRedirect({ name, xml, address, relayState, key }: OutgoingMessage): string {
  const parameters = [[name, deflateRawSync(Buffer.from(xml, "utf8")).toString("base64")]];
  if (relayState) parameters.push(["RelayState", relayState]);
  parameters.push(["SigAlg", rsaSha256]);
  // What is signed is the query as it is sent, in this very order and encoding.
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`).join("&");
  const signature = sign("sha256", Buffer.from(query, "utf8"), key.privateKey).toString("base64");
  return withQuery(address, `${query}&Signature=${encodeURIComponent(signature)}`);
}

/**
 * The form that carries a message by the HTTP-POST binding, signed inside the document (SAML Bindings 3.5.4).
 * `fields` are the hidden fields of a form that posts itself to `action`.
 */
export function signedForm<Name extends MessageName>({
  name,
  xml,
  address,
  relayState,
  key,
}: OutgoingMessage<Name>): { action: string; fields: Record<Name, string> & { RelayState?: string } } {
  const signed = signEnveloped(xml, key, "after_issuer");
  const value = Buffer.from(signed, "utf8").toString("base64");
  // A computed name widens to any string.
  const fields = { [name]: value } as Record<Name, string>;
  return { action: address, fields: relayState ? { ...fields, RelayState: relayState } : fields };
}

/** Adds to an address's query; a fragment is dropped, because no server would ever see it. */
export function withQuery(address: string, query: string): string {
  const [bare = ""] = address.split("#");
  if (!bare.includes("?")) return `${bare}?${query}`;
  return /[?&]$/.test(bare) ? `${bare}${query}` : `${bare}&${query}`;
}
