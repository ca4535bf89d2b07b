import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { SAML, ValidateInResponseTo } from "@node-saml/node-saml";

// The comparison for Gatehouse: a bare Node server that signs people in with node-saml and keeps requests and
// sessions in its memory. It has one provider, no spaces, no people, no database and no second protocol.

const port = Number(process.env.PORT);
const url = `http://localhost:${port}`;
const saml = new SAML({
  idpCert: process.env.IDP_CERTIFICATE ?? "",
  idpIssuer: process.env.IDP_ISSUER,
  entryPoint: process.env.IDP_LOGIN_URL,
  issuer: `${url}/metadata`,
  audience: `${url}/metadata`,
  callbackUrl: `${url}/acs`,
  privateKey: process.env.PRIVATE_KEY,
  signatureAlgorithm: "sha256",
  wantAuthnResponseSigned: true,
  wantAssertionsSigned: true,
  validateInResponseTo: ValidateInResponseTo.always,
});
const sessions = new Map<string, string>();

const server = createServer(async (request, response) => {
  switch (request.url) {
    case "/login":
      response.writeHead(303, { location: await saml.getAuthorizeUrlAsync("", undefined, {}) }).end();
      return;
    case "/acs": {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const { profile } = await saml.validatePostResponseAsync({
        SAMLResponse: new URLSearchParams(body).get("SAMLResponse") ?? "",
      });
      const session = randomBytes(32).toString("base64url");
      sessions.set(session, profile?.nameID ?? "");
      response.writeHead(303, { location: "/", "set-cookie": `session=${session}; HttpOnly` }).end();
      return;
    }
    case "/session": {
      const session = /session=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ email: sessions.get(session) ?? null }));
      return;
    }
    default:
      response.writeHead(request.url === "/ready" ? 200 : 404).end();
  }
});
server.listen(port, "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
