import type { Connection } from "@/lib/model/connections/connection";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { usedBefore } from "./ended-attempt";
import type { Attempt, Received } from "./received";

/** Refuses an attempt without reading the answer. `finish` ends it in its browser. */
export async function answerWithRefusal(
  deps: SsoDependencies,
  attempt: Attempt,
  ticket: string,
  { code, check, received, expected }: Refusal<string>,
): Promise<Received> {
  const checks = [{ name: check, passed: false, received, expected }];
  const answered = await deps.store.attempts.answer(
    attempt.id,
    {
      ticketHash: deps.secrets.hash(ticket),
      identitySealed: null,
      refusalCode: code,
      cause: { check, received, expected, checks },
      email: null,
    },
    deps.now(),
  );
  return answered ? { outcome: "ticket", ticket, bind: null } : usedBefore(deps, attempt, ticket);
}

/**
 * Ends an attempt whose answer arrived at another connection's address. The attempt's own organization learns only
 * what it may know about that address: a connection of its own by name, and nothing about anybody else's.
 */
export async function endMisdirected(
  deps: SsoDependencies,
  attempt: Attempt,
  arrivedAt: { connectionId: string; connection: Connection | null },
  ticket: string,
): Promise<Received> {
  const { appUrl, store } = deps;
  const { connection } = arrivedAt;
  if (!connection && arrivedAt.connectionId === attempt.connectionId)
    return answerWithRefusal(deps, attempt, ticket, removed);
  const own = await store.connectionLookup.byId(attempt.connectionId);
  const { acsUrl, redirectUri } = serviceProviderAddresses(
    appUrl,
    { id: attempt.connectionId, reference: own?.reference ?? "", protocol: attempt.protocol },
    "",
  );
  return answerWithRefusal(deps, attempt, ticket, {
    code: "reply_address_wrong",
    check: "reply_address",
    received:
      connection?.organizationId === attempt.organizationId
        ? `the reply address of “${connection.name}”`
        : "another reply address",
    expected: attempt.protocol === "saml" ? acsUrl : redirectUri,
  });
}

/** The address was right, and the connection was removed while somebody was at the provider. */
const removed: Refusal<string> = {
  code: "connection_inactive",
  check: "sign_in_option",
  received: "removed",
  expected: "a connection",
};
