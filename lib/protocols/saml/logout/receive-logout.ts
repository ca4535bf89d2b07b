import type { Configuration, Connection } from "@/lib/model/connections/connection";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { openSamlSettings } from "../open-settings";
import type { LogoutDelivery, LogoutSettings } from "./logout-settings";
import { type LogoutRequestResult, verifyLogoutRequest } from "./verify-logout-request";
import { type LogoutAnswerResult, verifyLogoutResponse } from "./verify-logout-response";

type LogoutDependencies = Pick<SsoDependencies, "store" | "vault" | "appUrl" | "now">;

/** A message that was sent to a connection's single logout address. */
export interface ReceivedLogout {
  connection: Connection;
  /** The live version: its certificates and its provider count. */
  live: Configuration;
  delivery: LogoutDelivery;
}

/** Verifies a LogoutRequest. Our keys are loaded only if a signed request has an encrypted name. */
export async function receiveLogoutRequest(
  deps: LogoutDependencies,
  received: ReceivedLogout,
): Promise<LogoutRequestResult> {
  const now = deps.now();
  const verified = verifyLogoutRequest(received.delivery, await settingsOf(deps, received, false), now);
  const needsKeys =
    verified.outcome === "refused" && verified.refusal.code === "logout_subject_not_decrypted";
  if (!needsKeys) return verified;
  return verifyLogoutRequest(received.delivery, await settingsOf(deps, received, true), now);
}

/** Verifies a LogoutResponse to a request of ours. */
export async function receiveLogoutResponse(
  deps: LogoutDependencies,
  received: ReceivedLogout,
): Promise<LogoutAnswerResult> {
  return verifyLogoutResponse(received.delivery, await settingsOf(deps, received, false), deps.now());
}

async function settingsOf(
  deps: LogoutDependencies,
  { connection, live }: ReceivedLogout,
  withKeys: boolean,
): Promise<LogoutSettings> {
  const settings = await openSamlSettings(deps, connection, live, withKeys);
  const { sloUrl } = serviceProviderAddresses(deps.appUrl, connection, "");
  return { ...settings, sloUrl };
}
