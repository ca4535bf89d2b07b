import type { AttemptSecrets } from "@/lib/db/repositories/attempts";
import type { Store } from "@/lib/db/store";
import { newId } from "@/lib/infra/crypto/new-id";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import { longAgo } from "./rows";

/** Inserts an admitted sign-in attempt; the test names only what matters. */
export async function anAttempt(
  store: Store,
  spaceId: string,
  change: Partial<SignInAttempt & AttemptSecrets> = {},
): Promise<SignInAttempt> {
  const attempt: SignInAttempt & AttemptSecrets = {
    id: newId("att"),
    organizationId: "org_1",
    spaceId,
    connectionId: "conn_1",
    connectionName: "Okta",
    configurationId: "conf_1",
    testRunId: null,
    linkUserId: null,
    protocol: "saml",
    initiatedBy: "service_provider",
    startedElsewhere: false,
    reauthenticate: false,
    status: "admitted",
    requestId: newId("_"),
    browserHash: null,
    returnTo: null,
    email: "ann@acme.example",
    userId: null,
    sessionId: null,
    refusalCode: null,
    cause: null,
    address: "192.0.2.7",
    createdAt: longAgo,
    answeredAt: longAgo,
    finishedAt: longAgo,
    expiresAt: new Date(longAgo.getTime() + 600_000),
    stateHash: null,
    secretsSealed: null,
    ticketHash: null,
    identitySealed: null,
    ...change,
  };
  await store.attempts.insert(attempt);
  return attempt;
}
