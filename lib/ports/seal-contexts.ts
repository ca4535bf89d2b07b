import type { SealContext } from "@/lib/ports/dependencies";

/** The context that each sealed column is bound to, for sealing, opening and rotating. */
export const sealContexts = {
  clientSecret: (organizationId: string, configurationId: string): SealContext => ({
    tenant: organizationId,
    table: "configurations",
    row: configurationId,
    column: "client_secret_sealed",
  }),
  privateKey: (organizationId: string, keyId: string): SealContext => ({
    tenant: organizationId,
    table: "service_provider_keys",
    row: keyId,
    column: "private_key_sealed",
  }),
  attemptSecrets: (organizationId: string, attemptId: string): SealContext => ({
    tenant: organizationId,
    table: "sign_in_attempts",
    row: attemptId,
    column: "secrets_sealed",
  }),
  attemptIdentity: (organizationId: string, attemptId: string): SealContext => ({
    tenant: organizationId,
    table: "sign_in_attempts",
    row: attemptId,
    column: "identity_sealed",
  }),
  providerAccessToken: (organizationId: string, rowId: string): SealContext => ({
    tenant: organizationId,
    table: "provider_tokens",
    row: rowId,
    column: "access_token_sealed",
  }),
  providerRefreshToken: (organizationId: string, rowId: string): SealContext => ({
    tenant: organizationId,
    table: "provider_tokens",
    row: rowId,
    column: "refresh_token_sealed",
  }),
  /** The owner is a space's id, or `installation`. */
  webhookSecret: (owner: string, webhookId: string): SealContext => ({
    tenant: owner,
    table: "webhooks",
    row: webhookId,
    column: "secret_sealed",
  }),
  webhookPreviousSecret: (owner: string, webhookId: string): SealContext => ({
    tenant: owner,
    table: "webhooks",
    row: webhookId,
    column: "previous_secret_sealed",
  }),
  /** Without a space: the answer to an operator token. */
  idempotentAnswer: (spaceId: string, rowId: string): SealContext => ({
    tenant: spaceId || "operator",
    table: "idempotency_keys",
    row: rowId,
    column: "answer_sealed",
  }),
  providerRecord: (recordId: string): SealContext => ({
    tenant: "global",
    table: "provider_records",
    row: recordId,
    column: "payload_sealed",
  }),
  signingKey: (keyId: string): SealContext => ({
    tenant: "global",
    table: "signing_keys",
    row: keyId,
    column: "private_jwk_sealed",
  }),
  idToken: (organizationId: string, rowId: string): SealContext => ({
    tenant: organizationId,
    table: "id_tokens",
    row: rowId,
    column: "id_token_sealed",
  }),
  trialResult: (trialId: string): SealContext => ({
    tenant: "global",
    table: "application_trials",
    row: trialId,
    column: "result_sealed",
  }),
  /** In no column: a program carries it from one part of a list to the next. */
  listCursor: (pathname: string): SealContext => ({
    tenant: "global",
    table: "api_lists",
    row: pathname,
    column: "cursor",
  }),
  totpSeed: (userId: string): SealContext => ({
    tenant: "global",
    table: "users",
    row: userId,
    column: "totp_sealed",
  }),
} as const;
