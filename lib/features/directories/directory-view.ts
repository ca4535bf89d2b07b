import type { z } from "zod";
import type { DirectoryPerson } from "@/lib/db/repositories/directory-person";
import type { DirectoryRequest } from "@/lib/db/repositories/directory-requests";
import type { Directory, DirectoryCredential } from "@/lib/model/directories/directory";
import { directoryScope } from "@/lib/model/directories/directory-token";
import type {
  directoryClientView,
  directoryGroupView,
  directoryHealthView,
  directoryPersonView,
  directoryRequestInFullView,
  directoryRequestView,
  directoryTokenView,
  directoryView,
} from "@/lib/schemas/directory";
import { explainLogged, explainPerson, type RequestInFull } from "./read-directory";
import type { GroupWithGifts } from "./read-groups";
import type { DirectoryHealth } from "./read-health";
import { notReplayableWords } from "./replayable";
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

/** A token, or a client secret, without what must not be shown. */
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
    explanation: explainPerson(person),
    updatedAt: person.updatedAt.toISOString(),
  };
}

/** A request in the log, without its body. */
export function viewDirectoryRequest(request: DirectoryRequest): z.infer<typeof directoryRequestView> {
  const { id, method, path, status, scimType, detail, milliseconds } = request;
  const { changed, ignored } = request.notes;
  const { kind, resourceId, replayOf, replayedAs } = request;
  return {
    id,
    at: request.at.toISOString(),
    kind,
    resourceId,
    method,
    path,
    status,
    scimType,
    detail,
    changed,
    ignored,
    explanation: explainLogged(request),
    replayOf,
    replayedAs,
    milliseconds,
  };
}

/** A request with its body, and whether it can be served again. */
export function viewRequestInFull({
  request,
  notReplayable,
}: RequestInFull): z.infer<typeof directoryRequestInFullView> {
  return {
    ...viewDirectoryRequest(request),
    body: request.body,
    address: request.address,
    replayable: notReplayable === null,
    notReplayable: notReplayable === null ? null : notReplayableWords[notReplayable],
  };
}

/** A group with what it gives. */
export function viewDirectoryGroup({ group, gives }: GroupWithGifts): z.infer<typeof directoryGroupView> {
  const { id, displayName, externalId, members } = group;
  return { id, displayName, externalId, members, gives, updatedAt: group.updatedAt.toISOString() };
}

/** How a directory is doing. */
export function viewDirectoryHealth(health: DirectoryHealth): z.infer<typeof directoryHealthView> {
  const { directory, lastFailure, nextExpiry, ...rest } = health;
  return {
    ...rest,
    status: directory.status,
    lastRequestAt: directory.lastRequestAt?.toISOString() ?? null,
    lastFailure: lastFailure && viewDirectoryRequest(lastFailure),
    nextExpiry: nextExpiry?.toISOString() ?? null,
  };
}

/** A directory's OAuth 2 client: what to enter at the provider. */
export function viewDirectoryClient(
  appUrl: string,
  directoryId: string,
  secrets: readonly DirectoryCredential[],
): z.infer<typeof directoryClientView> {
  return {
    clientId: directoryId,
    tokenUrl: `${appUrl}/oauth/token`,
    scope: directoryScope,
    secrets: secrets.map(viewDirectoryToken),
  };
}
