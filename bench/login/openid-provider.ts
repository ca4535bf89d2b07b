import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface BenchProvider {
  issuer: string;
  /** `host:port`, for the application's allow list. */
  host: string;
  /** The code that a person's browser would return. */
  codeFor(claims: { client: string; nonce: string; email: string }): string;
  close(): Promise<void>;
}

/**
 * A very cheap OpenID provider: it trusts everybody, and its whole state is in the code that it trades. Small,
 * because it shares the machine with what is measured.
 */
export async function startBenchProvider(): Promise<BenchProvider> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const kid = "bench";
  let issuer = "";

  function idToken(code: string): { accessToken: string; token: string } {
    const { client, nonce, email } = JSON.parse(Buffer.from(code, "base64url").toString("utf8"));
    const now = Math.floor(Date.now() / 1000);
    const accessToken = `access-${now}`;
    const half = createHash("sha256").update(accessToken).digest().subarray(0, 16).toString("base64url");
    const claims = {
      iss: issuer,
      sub: email,
      aud: client,
      exp: now + 300,
      iat: now,
      nonce,
      at_hash: half,
      email,
      email_verified: true,
      given_name: "Bench",
      family_name: "Person",
      groups: ["staff", "editors"],
    };
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part({ alg: "RS256", kid })}.${part(claims)}`;
    const signature = sign("sha256", Buffer.from(signed), privateKey).toString("base64url");
    return { accessToken, token: `${signed}.${signature}` };
  }

  async function answer(request: IncomingMessage): Promise<unknown> {
    switch (request.url) {
      case "/.well-known/openid-configuration":
        return {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ["code"],
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256"],
        };
      case "/keys":
        return { keys: [{ ...publicKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" }] };
      case "/token": {
        let body = "";
        for await (const chunk of request) body += String(chunk);
        const { accessToken, token } = idToken(new URLSearchParams(body).get("code") ?? "");
        return { access_token: accessToken, token_type: "Bearer", expires_in: 300, id_token: token };
      }
      default:
        return null;
    }
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (body) => {
        response.writeHead(body ? 200 : 404, { "content-type": "application/json" });
        response.end(JSON.stringify(body ?? {}));
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  issuer = `http://${host}`;
  return {
    issuer,
    host,
    codeFor: (claims) => Buffer.from(JSON.stringify(claims)).toString("base64url"),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
