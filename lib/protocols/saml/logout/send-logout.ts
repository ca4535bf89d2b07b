import type { Configuration, Connection } from "@/lib/model/connections/connection";
import type { SamlConfiguration } from "@/lib/model/connections/fields/saml";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { ownSettings } from "@/lib/protocols/own-settings";
import type { ProviderRedirect } from "@/lib/protocols/protocol-module";
import { type OutgoingMessage, signedForm, signedRedirect } from "../send-message";
import { signingKeyOf } from "../signing-key";
import type { Answerable } from "./verify-logout-request";
import { type OwnMessage, type OwnStatus, writeLogoutResponse } from "./write-logout-message";

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
