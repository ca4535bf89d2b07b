/** What each claim of our tokens means, in a sentence; docs/applications.md has the same in a table. */
const meanings: Record<string, string> = {
  iss: "Who issued it: this installation.",
  sub: "The user's id; the same in every space.",
  aud: "For whom it is: the application's client ID.",
  azp: "The application that asked for it.",
  iat: "When it was issued.",
  exp: "When it expires.",
  jti: "Its own id.",
  nonce: "What the application sent with its request, to recognize the answer.",
  at_hash: "Binds it to the access token that came with it.",
  sid: "This sign-in to this application; back-channel logout names it.",
  auth_time: "When the person proved who they are.",
  acr: "How strongly: the context that the identity provider names, “sso”, or “password”.",
  amr: "By which methods: “fed” for an identity provider, “pwd” for a password of ours, “otp” and “mfa” for two-factor.",
  session_expiry: "When the session ends.",
  email: "The email address.",
  email_verified:
    "Whether the address is proven: by password, or by the organization that has verified its domain.",
  name: "The full name.",
  given_name: "The first name.",
  family_name: "The last name.",
  preferred_username: "A name to show; the email address.",
  org_id: "The space: the customer that the person signed in to.",
  org_slug: "The space's short name in addresses.",
  org_external_id: "Your own ID of this customer.",
  org_name: "The customer's name.",
  role: "The person's role in the space: reader, editor or admin.",
  teams: "The person's teams there.",
  groups: "The same, under the name that many libraries read.",
  connection_id: "The connection that admitted the person; absent after a password.",
  attributes: "What the identity provider itself sent, unchanged. From userinfo only.",
};

/** What a claim means; `null` for one that is not ours. */
export function meaningOf(claim: string): string | null {
  return Object.hasOwn(meanings, claim) ? (meanings[claim] ?? null) : null;
}
