import { chosenOf } from "@/lib/model/connections/fields/field";
import { type OidcConfiguration, oidcFields } from "@/lib/model/connections/fields/oidc";
import { oidcExplanations } from "@/lib/model/explanations/oidc";
import { done, type Outcome, type Problem, refused } from "@/lib/model/outcome";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { addAddressProblem, fieldProblems } from "@/lib/protocols/field-problems";
import type { OidcInput } from "@/lib/schemas/connection";
import type { ReadSettings } from "../protocol-module";

/**
 * Makes a whole OpenID Connect configuration of what an administrator gave, over what was there before.
 * A new issuer is looked up at once: its own document must name it (OpenID Connect Discovery 1.0 §4.3).
 */
export async function readOidcInput(
  deps: Pick<SsoDependencies, "oidc">,
  connectionId: string,
  input: OidcInput,
  previous: OidcConfiguration | null,
  hasStoredSecret: boolean,
): Promise<Outcome<ReadSettings<OidcConfiguration>>> {
  const problems: NonNullable<Problem["more"]> = [];
  const address = input.issuer || previous?.issuer || null;
  const clientId = input.clientId || previous?.clientId || null;
  if (!address)
    problems.push({
      field: "issuer",
      code: "issuer_missing",
      message: "Give the issuer, or the address of the discovery document.",
      expected: "an address that begins with https://",
    });
  if (!clientId)
    problems.push({
      field: "clientId",
      code: "client_id_missing",
      message: "Give the client ID that the provider shows for the application.",
      expected: "the value called Client ID",
    });
  if (!input.clientSecret && !hasStoredSecret)
    problems.push({
      field: "clientSecret",
      code: "client_secret_missing",
      message:
        "Give the client secret. The provider often shows it only once; make a new one there if it is lost.",
      expected: "the value called Client secret",
    });
  const logoutUrl =
    input.logoutUrl === undefined || input.logoutUrl === null
      ? (previous?.logoutUrl ?? null)
      : input.logoutUrl || null;
  if (logoutUrl) addAddressProblem(problems, "logoutUrl", "logout URL", logoutUrl);
  if (problems.length > 0 || !address || !clientId) return fieldProblems(problems);

  let issuer = previous?.issuer ?? address;
  const repairs: string[] = [];
  if (address !== previous?.issuer) {
    const discovery = await deps.oidc.discover(address, connectionId);
    if (discovery.outcome === "refused") {
      const { code, received, expected } = discovery.refusal;
      const { cause, fix } = oidcExplanations[code];
      return refused("invalid", code, `${cause} ${fix}`, {
        field: "issuer",
        received: received ?? undefined,
        expected: expected ?? undefined,
      });
    }
    issuer = discovery.provider.issuer;
    repairs.push(...discovery.repairs);
    // The stored secret goes to whoever the issuer is: it was given for another one.
    if (issuer !== previous?.issuer && !input.clientSecret)
      return fieldProblems([
        {
          field: "clientSecret",
          code: "client_secret_missing",
          message:
            "The issuer is another one now. Give the client secret that belongs to it: the stored one is never sent elsewhere.",
          expected: "the value called Client secret",
        },
      ]);
  }
  const given = typeof input.scopes === "string" ? input.scopes.split(/[\s,]+/) : input.scopes;
  const scopes =
    given?.map((scope) => scope.trim()).filter(Boolean) ?? previous?.scopes ?? oidcFields.scopes.initial;
  return done({
    settings: {
      ...chosenOf(oidcFields, input, previous),
      protocol: "oidc",
      issuer,
      clientId,
      scopes: [...new Set(["openid", ...scopes])],
      tokenEndpointAuthMethod:
        input.tokenEndpointAuthMethod === undefined
          ? (previous?.tokenEndpointAuthMethod ?? null)
          : input.tokenEndpointAuthMethod,
      logoutUrl,
    },
    clientSecret: input.clientSecret || null,
    repairs,
    warnings: [],
  });
}
