/** What a response says of itself before anything has been verified: good for finding the attempt, for nothing else. */
export interface ResponseHints {
  responseId: string | null;
  inResponseTo: string | null;
  issuer: string | null;
}

/**
 * Reads the Response's own ID, InResponseTo and Issuer without verifying anything.
 * Takes the form field `SAMLResponse`; answers `null` where it is too large, not base64, not safe XML or
 * not a SAML response (`verifyResponse` then says exactly why). Never throws.
 */
export function readInResponseTo(_samlResponse: string): ResponseHints | null {
  return null;
}
