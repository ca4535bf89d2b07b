import {
  createDirectoryCredential,
  revokeDirectoryCredential,
} from "@/lib/features/directories/directory-credentials";
import { viewDirectoryClient, viewDirectoryToken } from "@/lib/features/directories/directory-view";
import { readDirectoryCredentials } from "@/lib/features/directories/read-directory";
import { done } from "@/lib/model/outcome";
import {
  createDirectoryTokenBody,
  createdDirectorySecretView,
  createdDirectoryTokenView,
  directoryClientView,
  directoryTokenView,
} from "@/lib/schemas/directory";
import { wholeListOf } from "@/lib/schemas/list-answer";
import { defineOperation } from "../define-operation";
import {
  missingDirectory as missing,
  oneDirectory as one,
  readsDirectories as read,
  writesDirectories as write,
} from "./directory-parts";

/** What a provider shows to prove which directory it speaks for. */
export const directoryCredentialOperations = [
  defineOperation(
    {
      id: "listDirectoryTokens",
      method: "get",
      path: `${one}/tokens`,
      ...read,
      summary: "List a directory's tokens",
      response: wholeListOf(directoryTokenView),
      problems: [missing],
    },
    async ({ deps, ctx, params }) => {
      const found = await readDirectoryCredentials(deps, ctx, params.id, "token");
      return found.ok ? done({ data: found.value.map(viewDirectoryToken) }) : found;
    },
  ),
  defineOperation(
    {
      id: "createDirectoryToken",
      method: "post",
      path: `${one}/tokens`,
      ...write,
      summary: "Create a token for the provider",
      description:
        "Only this response contains the token. Two may be in use, so that one can be exchanged without a pause.",
      body: createDirectoryTokenBody,
      bodyOptional: true,
      status: 201,
      response: createdDirectoryTokenView,
      problems: [missing, "too_many_directory_tokens", "expiry_past"],
    },
    async ({ deps, ctx, params, body }) => {
      const created = await createDirectoryCredential(deps, ctx, params.id, { kind: "token", ...body });
      return created.ok
        ? done({ ...viewDirectoryToken(created.value), token: created.value.token })
        : created;
    },
  ),
  defineOperation(
    {
      id: "revokeDirectoryToken",
      method: "delete",
      path: `${one}/tokens/{tokenId}`,
      ...write,
      summary: "Revoke a directory's token",
      status: 204,
      problems: [missing, "token_not_found"],
    },
    ({ deps, ctx, params }) =>
      revokeDirectoryCredential(deps, ctx, {
        directoryId: params.id,
        credentialId: params.tokenId,
        kind: "token",
      }),
  ),
  defineOperation(
    {
      id: "getDirectoryClient",
      method: "get",
      path: `${one}/client`,
      ...read,
      summary: "Read a directory's OAuth 2 client",
      description:
        "For providers that use client credentials instead of a token. The client id is the directory's id, and the only scope is `scim`.",
      response: directoryClientView,
      problems: [missing],
    },
    async ({ deps, ctx, params }) => {
      const found = await readDirectoryCredentials(deps, ctx, params.id, "secret");
      return found.ok ? done(viewDirectoryClient(deps.appUrl, params.id, found.value)) : found;
    },
  ),
  defineOperation(
    {
      id: "createDirectoryClientSecret",
      method: "post",
      path: `${one}/client/secrets`,
      ...write,
      summary: "Create a client secret for the provider",
      description:
        "Only this response contains the secret. Two may be in use, so that one can be exchanged without a pause.",
      body: createDirectoryTokenBody,
      bodyOptional: true,
      status: 201,
      response: createdDirectorySecretView,
      problems: [missing, "too_many_directory_secrets", "expiry_past"],
    },
    async ({ deps, ctx, params, body }) => {
      const created = await createDirectoryCredential(deps, ctx, params.id, { kind: "secret", ...body });
      if (!created.ok) return created;
      const { token: clientSecret } = created.value;
      return done({ ...viewDirectoryToken(created.value), clientId: params.id, clientSecret });
    },
  ),
  defineOperation(
    {
      id: "revokeDirectoryClientSecret",
      method: "delete",
      path: `${one}/client/secrets/{secretId}`,
      ...write,
      summary: "Revoke a directory's client secret",
      description: "The access tokens that it has bought end with it.",
      status: 204,
      problems: [missing, "client_secret_not_found"],
    },
    ({ deps, ctx, params }) =>
      revokeDirectoryCredential(deps, ctx, {
        directoryId: params.id,
        credentialId: params.secretId,
        kind: "secret",
      }),
  ),
];
