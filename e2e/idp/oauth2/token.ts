import type { IncomingMessage, ServerResponse } from "node:http";
import { enormous, html, json, readBody, redirect } from "./http";
import type { Grant, ToolClient, ToolState } from "./tool-state";

/** The client of a request, by Basic or by its body; `null` if its secret is wrong. */
export function clientOf(
  request: IncomingMessage,
  values: URLSearchParams,
  state: ToolState,
): ToolClient | null {
  const [, basic] = /^Basic (.+)$/.exec(request.headers.authorization ?? "") ?? [];
  const [id, secret] = basic
    ? Buffer.from(basic, "base64")
        .toString()
        .split(":")
        .map((part) => new URLSearchParams(`v=${part}`).get("v") ?? "")
    : [values.get("client_id") ?? "", values.get("client_secret") ?? ""];
  const client = state.clients.get(id ?? "");
  return client && client.clientSecret === secret ? client : null;
}

/** The token endpoint (RFC 6749 §4.1.3, §6), with the quirk that the person chose. */
export async function token(request: IncomingMessage, response: ServerResponse, state: ToolState) {
  const { values } = await readBody(request);
  const client = clientOf(request, values, state);
  if (!client) return json(response, 401, { error: "invalid_client" });
  const text = (name: string) => values.get(name) ?? "";
  const refreshing = text("grant_type") === "refresh_token";
  const grant = refreshing
    ? (state.refresh.get(text("refresh_token")) ?? null)
    : state.tradeCode(text("code"), client.clientId, text("redirect_uri"), text("code_verifier"));
  if (!grant || grant.clientId !== client.clientId)
    return json(response, 400, {
      error: "invalid_grant",
      error_description: "the code or token is not good",
    });
  if (refreshing && grant.quirk === "refresh_rotation") state.refresh.delete(text("refresh_token"));
  if (!refreshing && faulty(response, state, grant)) return;
  send(response, state, grant, refreshing);
}

function faulty(response: ServerResponse, state: ToolState, grant: Grant): boolean {
  switch (grant.quirk) {
    case "token_error_in_ok":
      json(response, 200, { error: "bad_verification_code", error_description: "the code has expired" });
      return true;
    case "token_html":
      html(response, "<h1>Welcome back</h1>");
      return true;
    case "token_missing":
      json(response, 200, { token_type: "bearer" });
      return true;
    case "token_odd_type":
      json(response, 200, { access_token: "at", token_type: "mac" });
      return true;
    case "token_with_line_break":
      json(response, 200, { access_token: "at\r\nX-Other: 1", token_type: "bearer" });
      return true;
    case "token_redirects":
      redirect(response, `${state.url}/elsewhere`);
      return true;
    case "token_fails":
      html(response, "<h1>Something went wrong</h1>", 500);
      return true;
    case "token_huge":
      json(response, 200, { access_token: enormous, token_type: "bearer" });
      return true;
    case "token_slow":
      return true;
    default:
      return false;
  }
}

function send(response: ServerResponse, state: ToolState, grant: Grant, refreshing: boolean) {
  const { quirk } = grant;
  const { accessToken, refreshToken, lifetime } = state.issue(grant);
  const keepsRefreshToken = quirk === "no_refresh_token" || (refreshing && quirk !== "refresh_rotation");
  const body: Record<string, string | number> = {
    access_token: accessToken,
    ...(quirk === "token_without_type" ? {} : { token_type: "bearer" }),
    ...(keepsRefreshToken ? {} : { refresh_token: refreshToken }),
    expires_in: lifetime,
    scope: grant.scopes.join(quirk === "scopes_by_comma" ? "," : " "),
  };
  if (keepsRefreshToken) state.refresh.delete(refreshToken);
  if (quirk !== "token_form_encoded" && quirk !== "token_plain_text") return json(response, 200, body);
  const pairs = Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]);
  const type = quirk === "token_plain_text" ? "text/plain" : "application/x-www-form-urlencoded";
  response
    .writeHead(200, { "content-type": `${type}; charset=utf-8` })
    .end(new URLSearchParams(pairs).toString());
}
