import type { SignInAttempt } from "@/lib/core/model/attempt";
import type { AttemptSecrets } from "@/lib/usecases/ports/connections";
import type { Store } from "@/lib/usecases/ports/store";
import { newId } from "../../crypto/new-id";
import { longAgo } from "./rows";

/** Writes a sign-in attempt that was admitted; says only what matters. */
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
    begunElsewhere: false,
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
