import type { Configuration, Connection } from "@/lib/model/connections/connection";
import type { SamlConfiguration } from "@/lib/model/connections/fields/saml";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { ownSettings } from "@/lib/protocols/own-settings";
import type { ProviderRedirect } from "@/lib/protocols/protocol-module";
import { type OutgoingMessage, signedForm, signedRedirect } from "../send-message";
import { signingKeyOf } from "../signing-key";
import { longestTravel } from "./logout-settings";
import type { NameId } from "./name-id";
import type { Answerable } from "./verify-logout-request";
import {
  type OwnMessage,
  type OwnStatus,
  writeLogoutRequest,
  writeLogoutResponse,
} from "./write-logout-message";

type SendDependencies = Pick<SsoDependencies, "store" | "vault" | "appUrl" | "now" | "secrets">;

interface Sent {
  connection: Connection;
  live: Configuration;
}

/** The redirect that brings our answer to the provider; `null`: the connection knows no address for it. */
export async function sendLogoutResponse(
  deps: SendDependencies,
  { connection, live }: Sent,
  { to, status }: { to: Answerable; status: OwnStatus },
): Promise<ProviderRedirect | null> {
  const settings = ownSettings("saml", live.settings);
  const address = settings.singleLogoutResponseUrl ?? settings.singleLogoutUrl;
  if (address === null) return null;
  const own = ownMessage(deps, connection, { id: `_${deps.secrets.secret()}`, address });
  const xml = writeLogoutResponse(own, { inResponseTo: to.id, status });
  return send(deps, connection, settings, { name: "SAMLResponse", xml, address, relayState: to.relayState });
}

/** The redirect that asks the provider to end its session; `null`: it names no address for that. */
export async function sendLogoutRequest(
  deps: SendDependencies,
  { connection, live }: Sent,
  { id, nameId, sessionIndex }: { id: string; nameId: NameId; sessionIndex: string | null },
): Promise<ProviderRedirect | null> {
  const settings = ownSettings("saml", live.settings);
  const address = settings.singleLogoutUrl;
  if (address === null) return null;
  const own = ownMessage(deps, connection, { id, address });
  const endsAt = new Date(own.issuedAt.getTime() + longestTravel);
  const xml = writeLogoutRequest(own, { nameId, sessionIndex, endsAt });
  return send(deps, connection, settings, { name: "SAMLRequest", xml, address, relayState: null });
}

function ownMessage(
  deps: SendDependencies,
  connection: Connection,
  { id, address }: { id: string; address: string },
): OwnMessage {
  const { entityId } = serviceProviderAddresses(deps.appUrl, connection, "");
  return { id, issuedAt: deps.now(), issuer: entityId, destination: address };
}

async function send(
  deps: SendDependencies,
  connection: Connection,
  { singleLogoutBinding }: SamlConfiguration,
  message: Omit<OutgoingMessage, "key">,
): Promise<ProviderRedirect> {
  const outgoing = { ...message, key: await signingKeyOf(deps, connection) };
  if (singleLogoutBinding === "redirect") return { kind: "redirect", url: signedRedirect(outgoing) };
  const { action, fields } = signedForm(outgoing);
  return { kind: "form", action, fields: { ...fields } };
}
