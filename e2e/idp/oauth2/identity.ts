import type { IncomingMessage, ServerResponse } from "node:http";
import { enormous, html, json, readBody, redirect } from "./http";
import { clientOf } from "./token";
import { accountId, type Grant, type ToolState } from "./tool-state";

/** The tool's data about a person. */
function sayOf({ person, quirk }: Grant): Record<string, unknown> {
  const id: unknown = quirk === "id_is_list" ? [1, 2] : quirk === "no_id" ? null : person.id;
  const email = quirk === "missing_email" ? null : person.email;
  const said = quirk === "nothing_said" ? null : quirk === "unverified_email" ? false : person.emailVerified;
  return {
    id,
    email: quirk === "two_emails" ? [email, "second@globex.example"] : email,
    ...(said === null ? {} : { email_verified: said }),
    backup_email: "backup@globex.example",
    given_name: person.givenName,
    family_name: person.familyName,
    account_id: quirk === "other_account" ? 815 : Number(accountId),
    groups: [...person.groups],
  };
}

/** The API that identifies a token's person: `/me`, `/me/emails`, `/me/accounts`. */
export function identity(request: IncomingMessage, response: ServerResponse, state: ToolState, path: string) {
  const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? "") ?? [];
  const grant = state.access.get(token ?? "");
  if (!grant || grant.expiresAt < Date.now()) return json(response, 401, { error: "invalid_token" });
  const { person, quirk } = grant;
  if (path === "/me/accounts") {
    const id = quirk === "other_account" ? "815" : accountId;
    return json(response, 200, [{ login: "elsewhere" }, { login: id }]);
  }
  if (path === "/me/emails")
    return json(response, 200, [
      { email: "side@globex.example", primary: quirk === "two_emails", verified: true },
      ...(person.email && quirk !== "missing_email"
        ? [{ email: person.email, primary: true, verified: quirk !== "unverified_email" }]
        : []),
    ]);
  switch (quirk) {
    case "identity_html":
      return html(response, "<h1>Your profile</h1>");
    case "identity_list":
      return json(response, 200, [sayOf(grant)]);
    case "identity_forbidden":
      return json(response, 403, { message: "a scope is missing" });
    case "identity_redirects":
      return redirect(response, `${state.url}/elsewhere`);
    case "identity_huge":
      return json(response, 200, { ...sayOf(grant), more: enormous });
    case "identity_slow":
      return;
    case "id_too_large": {
      const text = JSON.stringify({ ...sayOf(grant), id: 0 }).replace('"id":0', '"id":9007199254740993');
      response.writeHead(200, { "content-type": "application/json" }).end(text);
      return;
    }
    default:
      return json(response, 200, sayOf(grant));
  }
}

/** RFC 7662: describes a token to a client that sends its secret. */
export async function introspect(request: IncomingMessage, response: ServerResponse, state: ToolState) {
  const { values } = await readBody(request);
  if (!clientOf(request, values, state)) return json(response, 401, { error: "invalid_client" });
  const grant = state.access.get(values.get("token") ?? "");
  if (!grant) return json(response, 200, { active: false });
  const { id, email, account_id: hub } = sayOf(grant);
  json(response, 200, { active: true, user_id: id, user: email, hub_id: hub });
}
