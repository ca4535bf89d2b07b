import type { ServerResponse } from "node:http";
import type { DiscoveryFault } from "./faults";

/** The fault's changes to an otherwise good document; `null` if the response is not such a document at all. */
function changesOf(fault: DiscoveryFault, url: string): Record<string, unknown> | null {
  switch (fault) {
    case "other_issuer":
      return { issuer: "https://another-issuer.example" };
    case "every_tenant":
      return { issuer: `${url}/{tenantid}/v2.0` };
    case "http":
      return { token_endpoint: "http://id.acme.example/token" };
    case "private":
      return { jwks_uri: "https://169.254.169.254/keys" };
    case "huge":
      return { padding: "x".repeat(2 * 1024 * 1024) };
    case "incomplete":
      return { token_endpoint: undefined };
    case "no_code_flow":
      return { response_types_supported: ["id_token", "token"] };
    case "unsigned_only":
      return { id_token_signing_alg_values_supported: ["none", "HS256"] };
    case "key_client_only":
      return { token_endpoint_auth_methods_supported: ["private_key_jwt"] };
    case "html":
    case "hanging":
    case "dripping":
    case "redirect":
    case "missing":
    case "failing":
      return null;
  }
}

/**
 * Answers a request for a provider's document according to the fault. `url` is the simulator's, `issuer` the
 * requested one.
 */
export function answerFaulty(
  response: ServerResponse,
  fault: DiscoveryFault,
  url: string,
  issuer: string,
): void {
  const changes = changesOf(fault, url);
  if (changes) {
    const document = {
      issuer,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
      userinfo_endpoint: `${url}/userinfo`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
      ...changes,
    };
    response.setHeader("content-type", "application/json").end(JSON.stringify(document));
  } else if (fault === "html") {
    response.setHeader("content-type", "text/html").end("<!doctype html><h1>Please sign in</h1>");
  } else if (fault === "dripping") {
    response.setHeader("content-type", "application/json").write("{");
    const timer = setInterval(() => response.write(" "), 50);
    response.on("close", () => clearInterval(timer));
  } else if (fault === "redirect") {
    response.writeHead(302, { location: `${url}/.well-known/openid-configuration` }).end();
  } else if (fault !== "hanging") {
    response.writeHead(fault === "missing" ? 404 : 500).end();
  }
}
