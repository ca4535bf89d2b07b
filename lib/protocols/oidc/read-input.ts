import { chosenOf } from "@/lib/model/connections/fields/field";
import { type OidcConfiguration, oidcFields } from "@/lib/model/connections/fields/oidc";
import { oidcExplanations } from "@/lib/model/explanations/oidc";
import { done, type Outcome, type Problem, refused } from "@/lib/model/outcome";
import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { addParameterProblems } from "@/lib/protocols/extra-parameters";
import { addAddressProblem, fieldProblems } from "@/lib/protocols/field-problems";
import type { OidcInput } from "@/lib/schemas/connection";
import { placeholderIn } from "../placeholder";
import type { ReadSettings } from "../protocol-module";
import { discoveryUrlOf } from "./issuer-address";

type Problems = NonNullable<Problem["more"]>;

/** The input over the previous settings. `address`: an issuer, or the address of its document. */
interface Merged {
  address: string;
  discoveryUrl: string | null;
  clientId: string;
  tokenEndpointAuthMethod: OidcConfiguration["tokenEndpointAuthMethod"];
  logoutUrl: string | null;
  extraParameters: OidcConfiguration["extraParameters"];
  forceReauthentication: boolean;
}

/**
 * Builds a complete OpenID Connect configuration from an administrator's input, over the previous one. The provider's
 * document is read at once, and must name the issuer (OpenID Connect Discovery 1.0 §4.3).
 */
export async function readOidcInput(
  deps: Pick<SsoDependencies, "oidc">,
  connectionId: string,
  input: OidcInput,
  previous: OidcConfiguration | null,
  hasStoredSecret: boolean,
): Promise<Outcome<ReadSettings<OidcConfiguration>>> {
  const given = merged(input, previous);
  const isPublic = given.tokenEndpointAuthMethod === "none";
  const problems = problemsOf(given, previous);
  addSecretProblem(problems, input, isPublic, hasStoredSecret);
  if (problems.length > 0) return fieldProblems(problems);

  const found = await readProvider(deps, connectionId, given, previous);
  if (!found.ok) return found;
  const { issuer, discoveryUrl, repairs, warnings } = found.value;
  const isOther = issuer !== previous?.issuer || discoveryUrl !== previous.discoveryUrl;
  // The stored secret is sent to the endpoints in the document: it was entered for another one.
  if (isOther && !input.clientSecret && !isPublic)
    return fieldProblems([
      {
        field: "clientSecret",
        code: "client_secret_missing",
        message:
          "The provider is another one now. Give the client secret that belongs to it: the stored one is never sent elsewhere.",
        expected: "the value called Client secret",
      },
    ]);
  return done({
    settings: {
      ...chosenOf(oidcFields, input, previous),
      protocol: "oidc",
      issuer,
      discoveryUrl,
      clientId: given.clientId,
      scopes: scopesOf(input, previous),
      tokenEndpointAuthMethod: given.tokenEndpointAuthMethod,
      logoutUrl: given.logoutUrl,
    },
    clientSecret: input.clientSecret || null,
    dropsSecret: isPublic,
    repairs,
    warnings,
  });
}

function merged(input: OidcInput, previous: OidcConfiguration | null): Merged {
  const line = (name: "discoveryUrl" | "logoutUrl") =>
    (typeof input[name] === "string" ? input[name] : previous?.[name]) || null;
  const { tokenEndpointAuthMethod } = input;
  return {
    address: input.issuer || (previous?.issuer ?? ""),
    discoveryUrl: line("discoveryUrl"),
    clientId: input.clientId || (previous?.clientId ?? ""),
    tokenEndpointAuthMethod:
      tokenEndpointAuthMethod === undefined
        ? (previous?.tokenEndpointAuthMethod ?? null)
        : tokenEndpointAuthMethod,
    logoutUrl: line("logoutUrl"),
    extraParameters: input.extraParameters ?? previous?.extraParameters ?? {},
    forceReauthentication: input.forceReauthentication ?? previous?.forceReauthentication ?? false,
  };
}

function problemsOf(given: Merged, previous: OidcConfiguration | null): Problems {
  const problems: Problems = [];
  const { address, discoveryUrl, logoutUrl, extraParameters } = given;
  if (!address && !discoveryUrl)
    problems.push({
      field: "issuer",
      code: "issuer_missing",
      message: "Enter the issuer, or the address of the discovery document.",
      expected: "an address that begins with https://",
    });
  if (address !== previous?.issuer) addPlaceholderProblem(problems, "issuer", address);
  if (discoveryUrl !== previous?.discoveryUrl) addPlaceholderProblem(problems, "discoveryUrl", discoveryUrl);
  if (!given.clientId)
    problems.push({
      field: "clientId",
      code: "client_id_missing",
      message: "Enter the client ID that the provider shows for the application.",
      expected: "the value called Client ID",
    });
  if (logoutUrl) addAddressProblem(problems, "logoutUrl", "logout URL", logoutUrl);
  addParameterProblems(problems, extraParameters, previous?.extraParameters ?? {});
  if (given.forceReauthentication && Object.hasOwn(extraParameters, "prompt"))
    problems.push({
      field: "extraParameters",
      code: "parameter_reserved",
      message:
        "People are asked to prove who they are every time, which sends prompt=login. Remove prompt, or turn that off.",
      received: `prompt=${extraParameters.prompt}`,
      expected: "no prompt",
    });
  return problems;
}

function addPlaceholderProblem(
  problems: Problems,
  field: "issuer" | "discoveryUrl",
  address: string | null,
): void {
  const placeholder = address && placeholderIn(address);
  if (!placeholder) return;
  const what =
    placeholder.toLowerCase() === "{tenantid}"
      ? "In Microsoft Entra ID, copy “OpenID Connect metadata document” from the Endpoints of your own application: it holds your tenant's ID."
      : "Fill it in, or copy the address from the provider's own page.";
  problems.push({
    field,
    code: "issuer_invalid",
    message: `The address has the placeholder ${placeholder}, which no provider answers to. ${what}`,
    received: address.slice(0, 200),
    expected: "the address with every part filled in",
  });
}

function addSecretProblem(
  problems: Problems,
  { clientSecret }: OidcInput,
  isPublic: boolean,
  hasStoredSecret: boolean,
): void {
  const field = "clientSecret";
  if (isPublic && clientSecret)
    problems.push({
      field,
      code: "client_secret_not_used",
      message:
        "A public client has no secret, so this one would never be sent. Leave it empty, or choose how the secret is sent.",
      expected: "no client secret",
    });
  if (!isPublic && !clientSecret && !hasStoredSecret)
    problems.push({
      field,
      code: "client_secret_missing",
      message:
        "Enter the client secret. Providers often show it only once; if it is lost, create a new one there. A public client has none: then choose “No client secret” under “Advanced settings” (tokenEndpointAuthMethod: none).",
      expected: "the value called Client secret",
    });
}

interface FoundProvider {
  issuer: string;
  discoveryUrl: string | null;
  repairs: string[];
  warnings: string[];
}

/**
 * Reads the provider's current document. Stored settings can be saved again even while the provider is down: if the
 * address stays, problems are warnings.
 */
async function readProvider(
  deps: Pick<SsoDependencies, "oidc">,
  connectionId: string,
  given: Merged,
  previous: OidcConfiguration | null,
): Promise<Outcome<FoundProvider>> {
  const stays = given.address === previous?.issuer && given.discoveryUrl === previous.discoveryUrl;
  const discovery = await deps.oidc.discover(given.address, connectionId, given.discoveryUrl);
  const kept = { issuer: given.address, discoveryUrl: given.discoveryUrl, repairs: [] };
  if (discovery.outcome === "refused") {
    if (!stays) return refusedAt(discovery.refusal, given, previous);
    const { cause, fix } = oidcExplanations[discovery.refusal.code];
    return done({
      ...kept,
      warnings: [`The provider's document could not be used just now. ${cause} ${fix}`],
    });
  }
  const { issuer, discoveryUrl } = discovery.provider;
  if (stays && issuer !== given.address)
    return done({
      ...kept,
      warnings: [`The provider's document now names the issuer ${issuer}. Enter exactly that as the issuer.`],
    });
  return done({
    issuer,
    discoveryUrl: discoveryUrl === discoveryUrlOf(issuer) ? null : discoveryUrl,
    repairs: stays ? [] : discovery.repairs,
    warnings: [],
  });
}

/** At the discovery URL if it is new and could not be used; problems of the named or typed issuer, at the issuer. */
function refusedAt(
  { code, received, expected }: Refusal<OidcRefusalCode>,
  { discoveryUrl }: Merged,
  previous: OidcConfiguration | null,
): Outcome<never> {
  const { cause, fix } = oidcExplanations[code];
  const isItsOwn = discoveryUrl !== null && discoveryUrl !== previous?.discoveryUrl;
  return refused("invalid", code, `${cause} ${fix}`, {
    field: isItsOwn && code !== "discovery_issuer_mismatch" ? "discoveryUrl" : "issuer",
    received: received ?? undefined,
    expected: expected ?? undefined,
  });
}

function scopesOf({ scopes }: OidcInput, previous: OidcConfiguration | null): string[] {
  const given = typeof scopes === "string" ? scopes.split(/[\s,]+/) : scopes;
  const wanted =
    given?.map((scope) => scope.trim()).filter(Boolean) ?? previous?.scopes ?? oidcFields.scopes.initial;
  return [...new Set(["openid", ...wanted])];
}
