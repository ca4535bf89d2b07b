import { foldAscii } from "@/lib/model/text/fold";
import { nameIdFormats } from "./choices";

/** A name that differs at each sign-in, so that it does not identify anybody (SAML 2.0 Core §8.3.8). */
export const transientNameId = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

/** The formats that a request can ask for and that can identify a person (SAML 2.0 Core §8.3). */
export const acceptedNameIdFormats: readonly string[] = [
  nameIdFormats.email,
  nameIdFormats.persistent,
  nameIdFormats.unspecified,
  transientNameId,
  "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName",
  "urn:oasis:names:tc:SAML:1.1:nameid-format:WindowsDomainQualifiedName",
  "urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos",
];

/** Words that people write for a format, beside the last part of its URN. */
const otherWords: Record<string, string> = { email: nameIdFormats.email, mail: nameIdFormats.email };

/** The format meant by a short name, or by a URN in another case or version; `null`: none. */
export function meantNameIdFormat(text: string): string | null {
  const word = foldAscii(text.slice(text.lastIndexOf(":") + 1).trim());
  const named = acceptedNameIdFormats.find(
    (format) => foldAscii(format.slice(format.lastIndexOf(":") + 1)) === word,
  );
  return named ?? (Object.hasOwn(otherWords, word) ? (otherWords[word] ?? null) : null);
}
