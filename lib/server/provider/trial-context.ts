import { AsyncLocalStorage } from "node:async_hooks";
import type { AdapterPayload } from "oidc-provider";

/** The trial of which a request is part. */
interface TrialRequest {
  applicationId: string;
  /** `request`: in the operator's browser. `redemption`: our own call, which no browser can make. */
  part: "request" | "redemption";
}

const current = new AsyncLocalStorage<TrialRequest>();

/** The address to which trials return. No application has it: it counts within a trial only. */
export const trialPath = "/oauth/try";
export const trialRedirectUri = (appUrl: string) => `${appUrl}${trialPath}`;

/** Answers a request as part of a trial. */
export function withinTrial<T>(trial: TrialRequest, work: () => T): T {
  return current.run(trial, work);
}

/** Whether the request that is being answered is part of a trial of this application. */
export function isTrialOf(applicationId: string): boolean {
  return current.getStore()?.applicationId === applicationId;
}

/**
 * What the provider knows of an application while a trial of it is answered: our own address beside its redirect URIs;
 * and when we redeem the code ourselves, a client without a secret, which has PKCE in its place.
 */
export function asInTrial(appUrl: string, metadata: AdapterPayload): AdapterPayload {
  const trial = current.getStore();
  if (!trial || trial.applicationId !== metadata.client_id) return metadata;
  const own = trialRedirectUri(appUrl);
  if (trial.part === "request")
    return { ...metadata, redirect_uris: [...((metadata.redirect_uris as string[]) ?? []), own] };
  const { client_secret: _, jwks: __, ...rest } = metadata;
  return { ...rest, redirect_uris: [own], token_endpoint_auth_method: "none", pkce_required: true };
}
