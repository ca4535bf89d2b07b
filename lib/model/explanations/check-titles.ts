/** The titles of the checks of a test run or sign-in. A check without a title shows its own name in plain letters. */
export const checkTitles: Record<string, string> = {
  // The round trip.
  begin: "The test could start",
  browser: "The same browser came back",
  answer: "A response arrived",
  reply_address: "It came to the reply address of this connection",
  form: "It came as a form that can be read",
  time: "The provider answered in time",
  provider_signals: "The provider has not signed the person out meanwhile",

  // SAML: the message.
  encoding: "The response could be decoded",
  markup: "The response contains plain XML only",
  message_type: "The message is a response to a sign-in",
  shape: "The response has an ordinary size and depth",
  identifiers: "Every element has a unique ID",
  assertion_count: "There is exactly one assertion",
  signature_place: "Signatures are where they belong",
  schema: "The response follows the SAML 2.0 schema",
  version: "The response is SAML 2.0",
  assertion_version: "The assertion is SAML 2.0",
  status: "The provider reports success",
  response_issuer: "The response comes from your provider",
  assertion_issuer: "The assertion comes from your provider",
  destination: "The response is addressed to us",
  response_signature: "The response is signed by your provider",
  assertion_signature: "The assertion is signed by your provider",
  decryption: "The assertion could be decrypted",
  encryption_algorithms: "The encryption is one that we accept",

  // SAML: the assertion.
  validity: "The assertion is valid now",
  conditions: "Its conditions are supported",
  audience: "It is meant for this application",
  in_response_to: "It is a response to our request",
  confirmation_in_response_to: "Its confirmation is for our request",
  confirmation: "It can be confirmed by the browser",
  recipient: "It may be delivered to our ACS URL",
  confirmation_expiry: "It was delivered in time",
  authentication: "The provider says when and how the person signed in",
  authentication_age: "The person signed in at the provider for this sign-in",
  subject: "The person has a stable identifier",
  attributes: "Attributes arrived",
  replay: "The assertion was not used before",
  verifier: "The response could be validated",

  // OpenID Connect.
  issuer_address: "The issuer is a valid address",
  discovery: "The provider's discovery document can be read",
  discovery_issuer: "The document names the same issuer",
  discovery_endpoints: "Its addresses can be used",
  discovery_code_flow: "The provider offers the code flow",
  discovery_algorithms: "The provider signs with an algorithm that we accept",
  discovery_client_authentication: "The provider accepts a client secret",
  provider_document: "The provider's document is available",
  client_secret_basic_tried:
    "The provider refused the client's secret in the form and got it in the header too",
  provider_document_read_again: "The provider's document has changed and was read again",
  answer_parameters: "The response is unambiguous",
  state: "The response belongs to this sign-in",
  answer_form: "The response has the requested form",
  answer_issuer: "The response comes from your provider",
  provider_error: "The provider reports no error",
  code: "The response contains a code",
  client_authentication: "The provider accepted client ID and secret",
  code_exchange: "The code could be exchanged",
  id_token: "An ID token arrived",
  id_token_format: "The ID token can be read",
  algorithm: "The ID token is signed with an algorithm that we accept",
  critical_headers: "The ID token requires no unknown extension",
  signing_key: "The provider publishes the signing key",
  signing_keys: "The provider's signing keys can be read",
  signature: "The ID token is signed by your provider",
  required_claims: "The ID token has all required claims",
  issuer: "The ID token comes from your provider",
  authorized_party: "The ID token was issued to this application",
  expiry: "The ID token has not expired",
  not_before: "The ID token is already valid",
  issued_at: "The ID token was issued just now",
  nonce: "The ID token belongs to this sign-in",
  access_token_hash: "Both tokens belong together",
  second_opinion: "The second verifier agrees",
  userinfo: "More details about the person could be read",
  userinfo_subject: "It is about the same person",

  // OAuth 2; the rest as above.
  identity: "The tool says whose token it is",
  emails: "The tool names the primary address",
  account: "The person belongs to your account in the tool",

  // The person, and the decision about them.
  email: "The person has exactly one email address",
  sign_in_option: "The connection is active in this space",
  email_domain: "The address belongs to a verified domain, or to a person of this space",
  email_verified: "The provider has confirmed the address",
  identity_link: "The person is the same as before",
  membership: "The person's access is turned on",
  it_administrator: "The person is not an IT administrator",
  authority: "An administrator has confirmed these settings",
  connection: "The person may use this connection",
  username: "The address is the person's username",
  session: "The person is still signed in",
  provisioning: "The person may be added",
  role: "The person gets a role",
  licence: "A licence is free",
};

/** The title of a check by its name. */
export function titleOfCheck(name: string): string {
  const title = Object.hasOwn(checkTitles, name) ? checkTitles[name] : undefined;
  const plain = name.replaceAll("_", " ");
  return title ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
}
