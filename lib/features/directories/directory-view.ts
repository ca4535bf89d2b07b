import type { z } from "zod";
import type { DirectoryPerson } from "@/lib/db/repositories/directory-people";
import type { DirectoryRequest } from "@/lib/db/repositories/directory-requests";
import type { Directory, DirectoryCredential } from "@/lib/model/directories/directory";
import type {
  directoryPersonView,
  directoryRequestView,
  directoryTokenView,
  directoryView,
} from "@/lib/schemas/directory";
import { directoryAddress } from "./scim-context";

/** A directory as shown. */
export function viewDirectory(appUrl: string, directory: Directory): z.infer<typeof directoryView> {
  const { id, name, provider, status, connectionId } = directory;
  return {
    id,
    name,
    provider,
    status,
    connectionId,
    baseUrl: directoryAddress(appUrl, id),
    createdAt: directory.createdAt.toISOString(),
    activatedAt: directory.activatedAt?.toISOString() ?? null,
    lastRequestAt: directory.lastRequestAt?.toISOString() ?? null,
  };
}

/** A token without its secret. */
export function viewDirectoryToken(credential: DirectoryCredential): z.infer<typeof directoryTokenView> {
  return {
    id: credential.id,
    prefix: credential.prefix,
    createdAt: credential.createdAt.toISOString(),
    expiresAt: credential.expiresAt?.toISOString() ?? null,
    lastUsedAt: credential.lastUsedAt?.toISOString() ?? null,
    endedAt: credential.endedAt?.toISOString() ?? null,
  };
}

/** A person of the feed. */
export function viewDirectoryPerson(person: DirectoryPerson): z.infer<typeof directoryPersonView> {
  const { id, userName, externalId, active, userId, state, reason } = person;
  return {
    id,
    userName,
    externalId,
    active,
    userId,
    state,
    reason,
    updatedAt: person.updatedAt.toISOString(),
  };
}

/** A request in the log, without its body. */
export function viewDirectoryRequest(request: DirectoryRequest): z.infer<typeof directoryRequestView> {
  const { id, method, path, status, scimType, detail, milliseconds } = request;
  const { changed, ignored } = request.notes;
  return {
    id,
    at: request.at.toISOString(),
    method,
    path,
    status,
    scimType,
    detail,
    changed,
    ignored,
    milliseconds,
  };
}
