import type { IncomingMessage, ServerResponse } from "node:http";
import { type Person, typedPerson } from "../people";
import { html, json, readBody, redirect } from "./http";
import { consentPage } from "./pages";
import { isQuirk, type Quirk } from "./quirks";
import type { ToolState } from "./tool-state";

/** The authorization endpoint (RFC 6749 §4.1.1): asks the person, or reads `person` and `quirk` from the address. */
export async function authorize(
  request: IncomingMessage,
  response: ServerResponse,
  state: ToolState,
  url: URL,
) {
  const asked = url.searchParams;
  const client = state.clients.get(asked.get("client_id") ?? "");
  const redirectUri = asked.get("redirect_uri") ?? "";
  // RFC 6749 §4.1.2.1: nobody is redirected to an unregistered address.
  if (!client?.redirectUris.includes(redirectUri)) {
    html(response, "<h1>This application or its redirect URL is not registered here</h1>", 400);
    return;
  }
  const scopes = (asked.get("scope") ?? "").split(/[\s,]+/).filter(Boolean);
  const values = request.method === "POST" ? (await readBody(request)).values : asked;
  const requested = values.get("quirk") || asked.get("quirk");
  const quirk = isQuirk(requested) ? requested : state.standing;
  const picked = values.get("person");
  if (!picked) {
    html(
      response,
      consentPage({ action: url.pathname + url.search, clientId: client.clientId, scopes, quirk }),
    );
    return;
  }
  const person = picked === "nobody" ? null : pick(state, picked, values);
  if (person === undefined) return json(response, 400, { error: "nobody of that name is known here" });
  const back = new URL(redirectUri);
  const grant = { clientId: client.clientId, scopes, redirectUri };
  answer(state, back.searchParams, asked, { person, quirk, ...grant });
  redirect(response, back.href);
}

function pick(state: ToolState, picked: string, values: URLSearchParams): Person | undefined {
  if (picked !== "typed") return state.person(picked);
  const text = (name: string) => values.get(name) ?? "";
  return state.remember(
    typedPerson({
      email: text("email"),
      givenName: text("givenName"),
      familyName: text("familyName"),
      groups: "",
    }),
  );
}

interface Grant {
  person: Person | null;
  quirk: Quirk | null;
  clientId: string;
  scopes: string[];
  redirectUri: string;
}

function answer(
  state: ToolState,
  back: URLSearchParams,
  asked: URLSearchParams,
  { person, quirk, ...grant }: Grant,
) {
  const given = asked.get("state");
  if (given !== null && quirk !== "answer_without_state")
    back.set("state", quirk === "answer_wrong_state" ? "another-state" : given);
  if (!person || quirk === "access_denied") {
    back.set("error", "access_denied");
    back.set("error_description", "the person went back");
    return;
  }
  if (quirk === "error_with_markup") {
    back.set("error", "consent_lost");
    back.set("error_description", "<img src=x onerror=alert(1)>\u202e the consent was lost");
    return;
  }
  if (quirk === "answer_without_code") return;
  const { redirectUri, clientId, scopes } = grant;
  const code = state.makeCode({ clientId, person, quirk, scopes }, redirectUri, asked.get("code_challenge"));
  back.append("code", code);
  if (quirk === "answer_repeats_code") back.append("code", "another-code");
}
