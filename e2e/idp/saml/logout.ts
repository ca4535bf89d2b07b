import type { ServerResponse } from "node:http";
import { inflateRawSync } from "node:zlib";
import { DOMParser } from "@xmldom/xmldom";
import { byPost, byRedirect } from "@/lib/protocols/saml/logout/testing/carry-message";
import {
  logoutFacts,
  nameIdXml,
  requestXml,
  responseXml,
} from "@/lib/protocols/saml/logout/testing/logout-xml";
import { signElement } from "@/lib/protocols/saml/testing/sign-xml";
import { escapeHtml, page } from "../openid/html";
import type { ProviderKeys } from "./answer";
import { type SignedMessage, signedQuery, validateSignature } from "./authn-request";
import { fetchServiceProvider } from "./service-provider";

/** A session that the simulator has opened for an application. */
export interface IssuedSession {
  serviceProvider: string;
  nameId: string;
  nameIdFormat: string;
  sessionIndex: string;
}

/** What can be wrong with a LogoutRequest of the simulator. */
export const logoutFaults = {
  unsigned: "Not signed",
  foreign_key: "Signed by somebody else's key",
  expired: "An hour old",
  other_destination: "For another address",
  replay: "The same request as the last one",
} as const;
export type LogoutFault = keyof typeof logoutFaults;
export const isLogoutFault = (name: unknown): name is LogoutFault =>
  typeof name === "string" && Object.hasOwn(logoutFaults, name);

type Binding = "redirect" | "post";

/** The simulator as far as single logout needs it. */
export interface LogoutState {
  entityId: string;
  keys: ProviderKeys;
  sessions: IssuedSession[];
  lastLogout: string | null;
}

/** Sends the browser to an application with a LogoutRequest about a session. */
export async function startLogout(
  state: LogoutState,
  input: { session: IssuedSession; binding: Binding; everySession: boolean; fault: LogoutFault | null },
  response: ServerResponse,
): Promise<void> {
  const { session, binding, everySession, fault } = input;
  const serviceProvider = await fetchServiceProvider(session.serviceProvider);
  if (!serviceProvider?.sloUrl) {
    response.writeHead(400).end("The application's metadata names no SingleLogoutService.");
    return;
  }
  const now = new Date(Date.now() - (fault === "expired" ? 3_600_000 : 0));
  const destination = fault === "other_destination" ? "https://other.example/slo" : serviceProvider.sloUrl;
  const facts = logoutFacts(
    { now, issuer: state.entityId, destination },
    {
      naming: nameIdXml(session.nameId, ` Format="${session.nameIdFormat}"`),
      sessionIndexes: everySession ? [] : [session.sessionIndex],
    },
  );
  const xml = fault === "replay" && state.lastLogout ? state.lastLogout : requestXml(facts);
  state.lastLogout = xml;
  send(state, { name: "SAMLRequest", xml, address: serviceProvider.sloUrl, binding, fault }, response);
}

interface Outgoing {
  name: "SAMLRequest" | "SAMLResponse";
  xml: string;
  address: string;
  binding: Binding;
  fault?: LogoutFault | null;
  relayState?: string | null;
}

function send(
  { keys }: LogoutState,
  { name, xml, address, binding, fault = null, relayState = "from the simulator" }: Outgoing,
  response: ServerResponse,
): void {
  const key = fault === "foreign_key" ? keys.foreign : keys.first;
  if (binding === "redirect") {
    const { query } = byRedirect(xml, { name, key, relayState });
    const sent = fault === "unsigned" ? query.replace(/&SigAlg=.*/, "") : query;
    response.writeHead(303, { location: `${address}?${sent}` }).end();
    return;
  }
  const id = / ID="([^"]+)"/.exec(xml)?.[1] ?? "";
  const signed = fault === "unsigned" ? xml : signElement(xml, id, { key });
  const inputs = [...byPost(signed, { name, relayState }).fields].map(
    ([field, value]) => `<input type="hidden" name="${field}" value="${escapeHtml(value)}">`,
  );
  html(
    response,
    "Signing out",
    `<form method="post" action="${escapeHtml(address)}">${inputs.join("")}
<p>To the application …</p><button>Continue</button></form><script>document.forms[0].submit()</script>`,
  );
}

/** Receives a message at the simulator's own SingleLogoutService: an application's request, or its answer to ours. */
export async function receiveLogout(
  state: LogoutState,
  input: { method: string; rawQuery: string; form: URLSearchParams },
  response: ServerResponse,
): Promise<void> {
  const message = readMessage(input);
  if (!message) {
    html(response, "Signed out", "<h1>There is no logout message here</h1>");
    return;
  }
  const serviceProvider = await fetchServiceProvider(message.issuer);
  const signature = serviceProvider
    ? validateSignature(message, serviceProvider.signingCertificates)
    : "cannot tell";
  if (!serviceProvider?.sloUrl || signature !== "right") {
    html(response, "Not signed out", `<h1>Not signed out</h1><p>The signature is ${signature}.</p>`, 400);
    return;
  }
  if (message.root === "LogoutResponse") {
    html(
      response,
      "The application answered",
      `<h1>The application answered: ${escapeHtml(message.status)}</h1><p><a href="/">Back to the simulator</a></p>`,
    );
    return;
  }
  const before = state.sessions.length;
  state.sessions = state.sessions.filter(
    ({ serviceProvider: of, nameId, sessionIndex }) =>
      of !== message.issuer ||
      nameId !== message.nameId ||
      (message.sessionIndex !== null && sessionIndex !== message.sessionIndex),
  );
  const status = state.sessions.length < before ? "Success" : "Requester";
  const facts = logoutFacts(
    { now: new Date(), issuer: state.entityId, destination: serviceProvider.sloUrl },
    { inResponseTo: message.id, status: `urn:oasis:names:tc:SAML:2.0:status:${status}` },
  );
  const { binding, relayState } = message;
  const answer = { name: "SAMLResponse", xml: responseXml(facts), binding, relayState } as const;
  send(state, { ...answer, address: serviceProvider.sloUrl }, response);
}

interface LogoutMessage extends SignedMessage {
  root: string;
  id: string;
  issuer: string;
  nameId: string | null;
  sessionIndex: string | null;
  status: string;
  relayState: string | null;
}

function readMessage({ method, rawQuery, form }: Parameters<typeof receiveLogout>[1]): LogoutMessage | null {
  const query = new URLSearchParams(rawQuery);
  const binding = method === "POST" ? "post" : "redirect";
  const fields = binding === "post" ? form : query;
  const name = fields.has("SAMLResponse") ? "SAMLResponse" : "SAMLRequest";
  const bytes = Buffer.from(fields.get(name) ?? "", "base64");
  if (bytes.length === 0) return null;
  const xml = (binding === "post" ? bytes : inflateRawSync(bytes, { maxOutputLength: 200_000 })).toString(
    "utf8",
  );
  const root = new DOMParser().parseFromString(xml, "text/xml").documentElement;
  if (!root) return null;
  const inner = (element: string) => root.getElementsByTagNameNS("*", element)[0];
  return {
    root: root.localName ?? "",
    id: root.getAttribute("ID") ?? "",
    issuer: inner("Issuer")?.textContent ?? "",
    nameId: inner("NameID")?.textContent ?? null,
    sessionIndex: inner("SessionIndex")?.textContent ?? null,
    status: inner("StatusCode")?.getAttribute("Value")?.split(":").at(-1) ?? "",
    relayState: fields.get("RelayState"),
    binding,
    xml,
    signed: binding === "redirect" ? signedQuery(rawQuery, query, name) : null,
  };
}

function html(response: ServerResponse, title: string, content: string, status = 200): void {
  response
    .writeHead(status, { "content-type": "text/html; charset=utf-8" })
    .end(page(`${title} – SAML simulator`, content));
}
