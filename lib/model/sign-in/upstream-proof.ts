import type { VerifiedIdentity } from "./identity";

/** What an identity provider said of how somebody proved who they are, kept with the admission that came of it. */
export interface UpstreamProof {
  /** The attempt that it was said in. */
  attemptId: string;
  /** SAML: the AuthnContextClassRef. OpenID Connect: `acr`. `null`: it said nothing. */
  context: string | null;
  /** The methods, by the names of RFC 8176 if the provider's own can be mapped to them. */
  methods: string[];
  /** When, in ISO 8601; `null`: it did not say. */
  instant: string | null;
  /** The person was made to prove it for this very attempt, as far as the protocol knows such a demand. */
  fresh: boolean;
}

const mostMethods = 12;
/** A name or an address, as providers write methods and contexts. */
const plainText = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;

const samlContext = (name: string) => `urn:oasis:names:tc:SAML:2.0:ac:classes:${name}`;
const microsoftMethod = (name: string) =>
  `http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/${name}`;

/** What the names of SAML and of Microsoft's providers are in RFC 8176. What is not here stays as it is written. */
const standardMethods: Readonly<Record<string, readonly string[]>> = {
  [samlContext("Password")]: ["pwd"],
  [samlContext("PasswordProtectedTransport")]: ["pwd"],
  [samlContext("Kerberos")]: ["wia"],
  [samlContext("SmartcardPKI")]: ["sc"],
  [samlContext("TimeSyncToken")]: ["otp"],
  [samlContext("MobileTwoFactorContract")]: ["mfa"],
  [samlContext("MobileTwoFactorUnregistered")]: ["mfa"],
  "https://refeds.org/profile/mfa": ["mfa"],
  "http://schemas.microsoft.com/claims/multipleauthn": ["mfa"],
  [microsoftMethod("password")]: ["pwd"],
  [microsoftMethod("windows")]: ["wia"],
};

const microsoftMethods = "http://schemas.microsoft.com/claims/authnmethodsreferences";

/** What an accepted answer says of how the person signed in at their provider. */
export function upstreamProof(
  identity: Pick<VerifiedIdentity, "protocol" | "attributes" | "authentication">,
  attempt: { id: string; reauthenticate: boolean },
): UpstreamProof {
  const { protocol, authentication } = identity;
  const context = plain(authentication.context);
  return {
    attemptId: attempt.id,
    context,
    methods: methodsOf(identity, context),
    instant: authentication.instant,
    // Tools know no such demand, so that none can be met better than this.
    fresh: attempt.reauthenticate || protocol === "oauth2",
  };
}

function methodsOf(
  { protocol, attributes }: Pick<VerifiedIdentity, "protocol" | "attributes">,
  context: string | null,
): string[] {
  const said = protocol === "oidc" ? attributes.amr : attributes[microsoftMethods];
  const all = [...(said ?? []), ...(context !== null && standardMethods[context] ? [context] : [])];
  const named = all.flatMap((method) => standardMethods[method] ?? plain(method) ?? []);
  return [...new Set(named)].slice(0, mostMethods);
}

function plain(text: string | null): string | null {
  return text !== null && plainText.test(text) ? text : null;
}

/** Clocks of providers and ours may be so far apart. */
const skewMs = 180_000;

/** Whether the provider's word satisfies who wants a sign-in that is younger than `since`. */
export function isProvedSince({ fresh, instant }: UpstreamProof, since: Date): boolean {
  return fresh || (instant !== null && Date.parse(instant) + skewMs >= since.getTime());
}
