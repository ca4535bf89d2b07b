import type { DirectoryRequest } from "@/lib/db/repositories/directory-requests";
import type { ScimAnswer, ScimContext } from "@/lib/features/directories/scim-context";
import type { DirectoryRequestKind } from "@/lib/model/directories/directory";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { ScimFault } from "@/lib/protocols/scim/scim-fault";

/** A request that was served, with what the log keeps of it. */
export interface LogInput {
  method: string;
  /** Below the directory's address. */
  path: readonly string[];
  search: string;
  served: ScimAnswer & { fault: ScimFault | null };
  /** Without passwords. */
  body: unknown;
  address: string | null;
  /** By `performance.now()`. */
  startedAt: number;
  replayOf?: string;
}

/** A request as the log keeps it. */
export function logEntry(
  deps: Pick<Dependencies, "secrets" | "now">,
  { directory, notes }: Pick<ScimContext, "directory" | "notes">,
  input: LogInput,
): DirectoryRequest {
  const { path, search, served } = input;
  const detail = served.fault?.detail ?? served.partly ?? null;
  return {
    id: deps.secrets.id("dreq"),
    directoryId: directory.id,
    organizationId: directory.organizationId,
    at: deps.now(),
    kind: kindOf(path),
    resourceId: resourceOf(path, served),
    replayOf: input.replayOf ?? null,
    replayedAs: null,
    method: input.method.slice(0, 20),
    path: storable(`/${path.join("/")}${search ? `?${search}` : ""}`, 2_000),
    status: served.status,
    scimType: served.fault?.scimType ?? null,
    detail: detail === null ? null : storable(detail, 1_000),
    body: input.body,
    notes,
    address: input.address,
    milliseconds: Math.round(performance.now() - input.startedAt),
  };
}

const storable = (text: string, length: number) => text.slice(0, length).replaceAll("\0", "\uFFFD");

const kinds = new Map<string, DirectoryRequestKind>([
  ["users", "people"],
  ["groups", "groups"],
  ["bulk", "bulk"],
]);

function kindOf([first = ""]: readonly string[]): DirectoryRequestKind {
  return kinds.get(first.toLowerCase()) ?? "other";
}

/** The person or group of the path, or the one that was created. */
function resourceOf(path: readonly string[], { status, body }: ScimAnswer): string | null {
  const kind = kindOf(path);
  if (kind !== "people" && kind !== "groups") return null;
  const [, id] = path;
  if (id !== undefined && id !== ".search") return storable(id, 64);
  return status === 201 && body !== null && "id" in body && typeof body.id === "string" ? body.id : null;
}
