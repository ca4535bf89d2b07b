/**
 * What each check of a test run or sign-in asks, as the list of checks writes it.
 * A check that is missing here shows its own name in plain letters.
 */
export const checkTitles: Record<string, string> = {
  // The round trip.
  begin: "The test could start",
  browser: "The same browser came back",
  answer: "An answer came back",
  reply_address: "It came to the reply address of this connection",
  form: "It came as a form that can be read",
  time: "The provider answered in time",

  // SAML: the message.
  encoding: "The response could be decoded",
  markup: "The response holds nothing but plain XML",
  message_type: "The message is an answer to a sign-in",
  shape: "The response has an ordinary size and depth",
  identifiers: "Every part has an ID of its own",
  assertion_count: "There is exactly one assertion",
  signature_place: "Signatures stand where they belong",
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

  // SAML: what the assertion says.
  validity: "The assertion is valid now",
  conditions: "Its conditions are understood",
  audience: "It is meant for this application",
  in_response_to: "It answers our request",
  confirmation_in_response_to: "Its confirmation answers our request",
  confirmation: "It can be confirmed by the browser",
  recipient: "It may be delivered to our address",
  confirmation_expiry: "It was delivered in time",
  authentication: "The provider says when and how the person signed in",
  authentication_age: "The person signed in at the provider for this sign-in",
  subject: "The person has a lasting identifier",
  attributes: "Attributes arrived",
  replay: "The assertion was not used before",
  verifier: "The response could be judged",

  // OpenID Connect.
  issuer_address: "The issuer is a usable address",
  discovery: "The provider's discovery document can be read",
  discovery_issuer: "The document names the same issuer",
  discovery_endpoints: "Its addresses can be used",
  discovery_code_flow: "The provider offers the code flow",
  discovery_algorithms: "The provider signs with an algorithm that we accept",
  discovery_client_authentication: "The provider accepts a client secret",
  provider_document: "The provider's document is at hand",
  provider_document_read_again: "The provider's document has changed and was read again",
  answer_parameters: "The answer is unambiguous",
  state: "The answer belongs to this sign-in",
  answer_form: "The answer has the form that we asked for",
  answer_issuer: "The answer comes from your provider",
  provider_error: "The provider reports no error",
  code: "The answer brings a code",
  client_authentication: "The provider accepted client ID and secret",
  code_exchange: "The code could be exchanged",
  id_token: "An ID token came",
  id_token_format: "The ID token can be read",
  algorithm: "The ID token is signed with an algorithm that we accept",
  critical_headers: "The ID token demands nothing unknown",
  signing_key: "The provider publishes the signing key",
  signing_keys: "The provider's signing keys can be read",
  signature: "The ID token is signed by your provider",
  required_claims: "The ID token has the claims that it must have",
  issuer: "The ID token comes from your provider",
  authorized_party: "The ID token was issued to this application",
  expiry: "The ID token has not run out",
  not_before: "The ID token is valid already",
  issued_at: "The ID token was issued just now",
  nonce: "The ID token belongs to this sign-in",
  access_token_hash: "Both tokens belong together",
  second_opinion: "A second verifier agrees",
  userinfo: "More about the person could be read",
  userinfo_subject: "It is about the same person",

  // OAuth 2; what is not here is as above.
  identity: "The tool says whose token it is",
  emails: "The tool names the main address",
  account: "The person belongs to your account of the tool",

  // Who the person is, and what becomes of them.
  email: "The person has one e-mail address",
  sign_in_option: "The connection is active in this space",
  email_domain: "The address belongs to a verified domain, or to a person of this space",
  email_verified: "The provider has confirmed the address",
  identity_link: "The person is the same as before",
  membership: "The person's access is switched on",
  it_administrator: "The person is no IT administrator",
  authority: "An administrator stands behind these settings",
  connection: "The person may use this connector",
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
