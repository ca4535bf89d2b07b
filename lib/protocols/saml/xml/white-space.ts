import { trimCharacters } from "@/lib/model/text/text-scan";

/** XML's own white space (XML 1.0, 2.3). No other blank counts: a no-break space is part of a value. */
const whiteSpace = " \t\r\n";

/**
 * A value without XML's white space around it. XML Schema 2 3.2.17 collapses it in every `anyURI`; around an Issuer,
 * which is a `string`, providers whose templates break lines write it too.
 */
export const withoutWhiteSpace = (text: string): string => trimCharacters(text, whiteSpace, whiteSpace);

/** The expected value, with a note if white space was removed: the checks show what was tolerated. */
export const expectedBeside = (received: string, expected: string): string =>
  received === withoutWhiteSpace(received) ? expected : `${expected} (white space around it does not count)`;
