/** Cuts minted documents into pieces, so that attacks can combine them in other ways. */

/** The first element of that name (with its prefix), from its opening to its closing tag. */
export function piece(xml: string, name: string): string {
  const found = new RegExp(`<${name}[ >].*?</${name}>`, "s").exec(xml)?.[0];
  if (found === undefined) throw new Error(`There is no ${name} in the document`);
  return found;
}

/** The document without the first occurrence of the piece. */
export function without(xml: string, part: string): string {
  return replaced(xml, part, "");
}

/** Replaces the first occurrence; unlike String.replace it takes `$` literally and throws if nothing is found. */
export function replaced(xml: string, part: string, by: string): string {
  const at = xml.indexOf(part);
  if (at < 0) throw new Error(`The document does not contain ${part.slice(0, 60)}`);
  return xml.slice(0, at) + by + xml.slice(at + part.length);
}

/** Puts something right before the last occurrence of a closing tag. */
export function beforeEnd(xml: string, name: string, insertion: string): string {
  const at = xml.lastIndexOf(`</${name}>`);
  if (at < 0) throw new Error(`The document does not end ${name}`);
  return xml.slice(0, at) + insertion + xml.slice(at);
}

/** The signature that is the direct child of the response, which comes before its assertion. */
export function responseSignature(xml: string): string {
  const head = xml.slice(0, xml.indexOf("<saml:Assertion "));
  return piece(head, "ds:Signature");
}

/** The signature within the assertion. */
export const assertionSignature = (xml: string): string =>
  piece(piece(xml, "saml:Assertion"), "ds:Signature");

/** The same text about somebody else, under other IDs. */
export function evil(xml: string): string {
  return xml
    .replaceAll("ann@customer.example", "root@customer.example")
    .replace(/ ID="([^"]+)"/g, ' ID="$1_evil"');
}
