import { IncomingMessage, type ServerResponse } from "node:http";
import { type Grant, grantDirectoryAccess } from "@/lib/features/directories/grant-access";
import { isDirectoryClient } from "@/lib/model/directories/directory-token";
import type { Dependencies } from "@/lib/ports/dependencies";
import { clientAddress } from "@/lib/server/http/client-address";

type Deps = Pick<Dependencies, "store" | "secrets" | "now" | "rateLimits">;

/** Who asks, by header or body. */
interface Client {
  id: string;
  secret: string | null;
  byHeader: boolean;
  /** RFC 6749 §2.3: one method for each request. */
  isTwice: boolean;
}

/**
 * Answers a token request of a directory's client: `grant_type=client_credentials` and the id of a directory. `false`
 * for all others, which are the OpenID provider's. Clients of directories are no clients of it, so that nothing that it
 * offers is open to them.
 */
export async function answerDirectoryToken(
  deps: Deps,
  request: IncomingMessage,
  fields: URLSearchParams,
  response: ServerResponse,
): Promise<boolean> {
  const client = clientOf(request, fields);
  if (client === null || !isDirectoryClient(client.id)) return false;
  if (fields.get("grant_type") !== "client_credentials") return false;
  const repeated = ["grant_type", "client_id", "client_secret", "scope"].find(
    (name) => fields.getAll(name).length > 1,
  );
  // RFC 6749 §3.2: parameters must not be included more than once.
  if (repeated !== undefined || client.isTwice) {
    const description = client.isTwice
      ? "Send the client secret in the header or in the body, not in both."
      : `${repeated} is sent more than once.`;
    refuse(response, 400, { error: "invalid_request", error_description: description });
    return true;
  }
  const address = clientAddress({ get: (name) => textOf(request.headers[name]) }) ?? "";
  const grant = await grantDirectoryAccess(deps, {
    clientId: client.id,
    clientSecret: client.secret,
    scope: fields.get("scope"),
    address,
  });
  send(response, grant, client);
  return true;
}

function send(response: ServerResponse, grant: Grant, { byHeader }: Client): void {
  if (grant.ok) {
    const { accessToken, expiresIn, scope } = grant;
    json(response, 200, { access_token: accessToken, token_type: "Bearer", expires_in: expiresIn, scope });
    return;
  }
  const { error, description, retryAfter } = grant;
  if (retryAfter !== undefined) response.setHeader("Retry-After", String(retryAfter));
  // RFC 6749 §5.2: with the scheme that the client has used.
  if (error === "invalid_client" && byHeader) response.setHeader("WWW-Authenticate", 'Basic realm="SCIM"');
  refuse(response, statuses[error], { error, error_description: description });
}

const statuses = { invalid_client: 401, invalid_scope: 400, slow_down: 429 } as const;

function refuse(
  response: ServerResponse,
  status: number,
  body: { error: string; error_description: string },
): void {
  json(response, status, body);
}

function json(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "application/json");
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Pragma", "no-cache");
  response.end(JSON.stringify(body));
}

function clientOf(request: IncomingMessage, fields: URLSearchParams): Client | null {
  const inBody = fields.get("client_secret");
  const header = basicOf(textOf(request.headers.authorization));
  if (header) {
    const other = fields.get("client_id");
    return { ...header, byHeader: true, isTwice: inBody !== null || (other !== null && other !== header.id) };
  }
  const id = fields.get("client_id");
  return id === null ? null : { id, secret: inBody, byHeader: false, isTwice: false };
}

/** RFC 6749 §2.3.1: both parts are encoded as in a form. */
function basicOf(header: string | null): Pick<Client, "id" | "secret"> | null {
  const [scheme = "", encoded = "", ...rest] = (header ?? "").trim().split(" ");
  if (scheme.toLowerCase() !== "basic" || rest.length > 0) return null;
  const [id = "", ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return { id: decoded(id), secret: decoded(secret.join(":")) };
}

function decoded(text: string): string {
  return new URLSearchParams(`text=${text}`).get("text") ?? "";
}

function textOf(value: string | string[] | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** The request with its body still to be read, for the OpenID provider. */
export function unread(request: IncomingMessage, body: Buffer): IncomingMessage {
  const again = new IncomingMessage(request.socket);
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  // Complete: a message that is not would take the connection with it once it has been read.
  const read = { method, url, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, complete: true };
  Object.assign(again, read);
  again.headers = { ...headers, "content-length": String(body.length) };
  delete again.headers["transfer-encoding"];
  if (body.length > 0) again.push(body);
  again.push(null);
  return again;
}
