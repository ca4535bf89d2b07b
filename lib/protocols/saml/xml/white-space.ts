import { trimCharacters } from "@/lib/model/text/text-scan";

/** XML's own white space (XML 1.0, 2.3). No other blank belongs to it: a no-break space is part of a value. */
const whiteSpace = " \t\r\n";

/**
 * A value without XML's white space around it. XML Schema 2 3.2.17 collapses it in every `anyURI`; around an Issuer,
 * which is a `string`, providers whose templates break lines write it too.
 */
export const withoutWhiteSpace = (text: string): string => trimCharacters(text, whiteSpace, whiteSpace);

/** What was expected, with a word on white space where there was some: what is tolerated is seen in the checks. */
export const expectedBeside = (received: string, expected: string): string =>
  received === withoutWhiteSpace(received) ? expected : `${expected} (white space around it does not count)`;
