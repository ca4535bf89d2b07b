import { randomBytes } from "node:crypto";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { Refusal, ValidationResult } from "@/lib/model/refusals/validation-result";
import { holdToDemands } from "@/lib/model/sign-in/authentication-demands";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { BeginResult, CodeFlowSecrets, ReceiveInput } from "./protocol-module";

/** Clocks of issuers are off by a minute at most. */
const skewSeconds = 60;

/** New secrets of one round trip. */
export function newSecrets({ secrets }: Pick<SsoDependencies, "secrets">): CodeFlowSecrets {
  return {
    state: secrets.secret(),
    nonce: secrets.secret(),
    // RFC 7636 §4.1: 43 to 128 unreserved characters.
    codeVerifier: randomBytes(48).toString("base64url"),
  };
}

type Started = { outcome: "ready"; url: string } | { outcome: "refused"; refusal: Refusal<string> };

/** A client's authorization request, with its secrets. */
export function begunWith(started: Started, secrets: CodeFlowSecrets): BeginResult {
  if (started.outcome === "refused") {
    const { code, received, expected } = started.refusal;
    return { ok: false, code, received, expected };
  }
  return { ok: true, redirect: { kind: "redirect", url: started.url }, requestId: null, secrets };
}

/** What a client needs to validate an answer. Throws without an attempt: nobody else can begin a code flow. */
export function callbackOf(
  deps: Pick<SsoDependencies, "appUrl" | "now">,
  { connection, answer, attempt }: ReceiveInput,
) {
  if (!attempt?.secrets) throw new Error("a code flow's answer belongs to an attempt");
  const { redirectUri } = serviceProviderAddresses(deps.appUrl, connection, "");
  return { redirectUri, parameters: answer, expected: attempt.secrets, now: deps.now() };
}

/** The result, if the connection's requirement for the provider's own sign-in is met. */
export function heldToDemands<Result extends ValidationResult<string>>(
  deps: Pick<SsoDependencies, "now">,
  result: Result,
  { attempt }: ReceiveInput,
  fresh: boolean,
) {
  return holdToDemands(result, { fresh, begunAt: attempt?.createdAt ?? null, now: deps.now(), skewSeconds });
}
