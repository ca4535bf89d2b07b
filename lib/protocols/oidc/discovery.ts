import { tokenEndpointAuthMethods as ours } from "@/lib/model/connections/choices";
import type { ProviderMetadata } from "@/lib/ports/oidc";
import type { Outbound } from "@/lib/ports/safe-fetch";
import { done } from "@/lib/protocols/check-log";
import { placeholderIn } from "@/lib/protocols/placeholder";
import { acceptedAlgorithms } from "./algorithms";
import { jsonObject, refuseCall } from "./provider-calls";
import type { OidcChecks, Step } from "./step";

/**
 * Fetches a provider's document and checks everything that we rely on (OpenID Connect Discovery §4.2, 4.3).
 * `isExpected` checks the issuer first.
 *
 * A redirect is refused: the address of the document follows from the issuer, so a document at another address
 * belongs to another issuer.
 */
export async function fetchProvider(
  outbound: Outbound,
  address: { issuer: string; discoveryUrl: string },
  isExpected: (published: string) => boolean,
  checks: OidcChecks,
): Promise<Step<ProviderMetadata>> {
  const { discoveryUrl } = address;
  let response: Response;
  try {
    response = await outbound.fetch(discoveryUrl, {
      headers: { accept: "application/json" },
      redirects: "return",
    });
  } catch (error) {
    return refuseCall(checks, "discovery", error);
  }
  if (response.status >= 300 && response.status < 400) {
    return checks.refuse("discovery_redirected", "discovery", response.headers.get("location"), discoveryUrl);
  }
  if (response.status === 404 || response.status === 410) {
    return checks.refuse("discovery_not_found", "discovery", `${response.status} at ${discoveryUrl}`);
  }
  if (response.status !== 200) {
    return checks.refuse("provider_status", "discovery", `${response.status} at ${discoveryUrl}`, "200");
  }
  const document = jsonObject(await response.text());
  if (!document) {
    const type = response.headers.get("content-type") ?? "nothing that says its type";
    return checks.refuse("discovery_not_json", "discovery", type, "application/json");
  }
  checks.pass("discovery", discoveryUrl);
  const published = document.issuer;
  // Entra ID's document for every company has a placeholder for the tenant.
  if (typeof published === "string" && placeholderIn(published)) {
    return checks.refuse("issuer_multi_tenant", "discovery_issuer", published, address.issuer);
  }
  if (typeof published !== "string" || published === "" || !isExpected(published)) {
    return checks.refuse("discovery_issuer_mismatch", "discovery_issuer", published, address.issuer);
  }
  checks.pass("discovery_issuer", published, address.issuer);
  return readDocument(document, published, discoveryUrl, outbound, checks);
}

function readDocument(
  document: Record<string, unknown>,
  issuer: string,
  discoveryUrl: string,
  outbound: Outbound,
  checks: OidcChecks,
): Step<ProviderMetadata> {
  const endpoints = readEndpoints(document, outbound, checks);
  if (!endpoints.ok) return endpoints;
  const responseTypes = texts(document.response_types_supported);
  if (responseTypes && !responseTypes.includes("code")) {
    return checks.refuse("discovery_no_code_flow", "discovery_code_flow", responseTypes, "code");
  }
  checks.pass("discovery_code_flow", "code");

  const offered = texts(document.id_token_signing_alg_values_supported) ?? ["RS256"];
  const idTokenAlgorithms = acceptedAlgorithms.filter((algorithm) => offered.includes(algorithm));
  if (idTokenAlgorithms.length === 0) {
    return checks.refuse("discovery_no_algorithm", "discovery_algorithms", offered, acceptedAlgorithms);
  }
  checks.pass("discovery_algorithms", idTokenAlgorithms);

  // Discovery §3: the default is client_secret_basic.
  const methods = texts(document.token_endpoint_auth_methods_supported) ?? ["client_secret_basic"];
  const tokenEndpointAuthMethods = ours.filter((method) => methods.includes(method));
  if (tokenEndpointAuthMethods.length === 0) {
    return checks.refuse(
      "discovery_no_client_authentication",
      "discovery_client_authentication",
      methods,
      ours,
    );
  }
  checks.pass("discovery_client_authentication", tokenEndpointAuthMethods);
  return done({
    issuer,
    discoveryUrl,
    ...endpoints.value,
    scopesSupported: texts(document.scopes_supported),
    tokenEndpointAuthMethods,
    idTokenAlgorithms,
    namesItselfInAnswers: document.authorization_response_iss_parameter_supported === true,
  });
}

type Endpoints = Pick<
  ProviderMetadata,
  "authorizationEndpoint" | "tokenEndpoint" | "jwksUri" | "userinfoEndpoint" | "endSessionEndpoint"
>;

/** The document's endpoints; refused if a required one is missing or one may not be called. */
function readEndpoints(
  document: Record<string, unknown>,
  outbound: Outbound,
  checks: OidcChecks,
): Step<Endpoints> {
  const text = (name: string) => {
    const value = document[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const authorizationEndpoint = text("authorization_endpoint");
  const tokenEndpoint = text("token_endpoint");
  const jwksUri = text("jwks_uri");
  if (!authorizationEndpoint || !tokenEndpoint || !jwksUri) {
    const missing = ["authorization_endpoint", "token_endpoint", "jwks_uri"].filter((name) => !text(name));
    return checks.refuse("discovery_incomplete", "discovery_endpoints", `without ${missing.join(", ")}`);
  }
  const userinfoEndpoint = text("userinfo_endpoint");
  const endSessionEndpoint = text("end_session_endpoint");
  for (const endpoint of [
    authorizationEndpoint,
    tokenEndpoint,
    jwksUri,
    userinfoEndpoint,
    endSessionEndpoint,
  ]) {
    const fault = endpoint === null ? null : outbound.check(endpoint);
    if (fault) {
      const received = `${endpoint}: ${fault.message}`;
      return checks.refuse("discovery_endpoint_not_allowed", "discovery_endpoints", received);
    }
  }
  checks.pass("discovery_endpoints", tokenEndpoint);
  return done({ authorizationEndpoint, tokenEndpoint, jwksUri, userinfoEndpoint, endSessionEndpoint });
}

function texts(value: unknown): string[] | null {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : null;
}
