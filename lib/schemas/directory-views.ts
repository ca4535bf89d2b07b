import { z } from "zod";
import type {
  DirectoryAlert,
  DirectoryProvider,
  DirectoryStatus,
  FeedState,
} from "@/lib/model/directories/directory";
import type { FeedExplanation } from "@/lib/model/directories/feed-reasons";
import type { Role } from "@/lib/model/people/roles";

/** What has come from a directory so far, for the page that waits for it. */
export const arrivalsView = z.object({
  /** All requests in the log. */
  total: z.number(),
  people: z.number(),
  groups: z.number(),
  /** The newest ones, newest first. */
  requests: z.array(
    z.object({ id: z.string(), at: z.string(), says: z.string(), failed: z.string().nullable() }),
  ),
});
export type ArrivalsView = z.infer<typeof arrivalsView>;

/** How far a dry run that is being made has come, for the page that waits for it. */
export const reviewProgressView = z.object({
  /** `null`: none is being made. */
  lookedAt: z.number().nullable(),
  /** All who will be looked at. */
  people: z.number(),
});
export type ReviewProgressView = z.infer<typeof reviewProgressView>;

/** A directory in the list. */
export interface DirectoryRowView {
  id: string;
  name: string;
  provider: DirectoryProvider;
  status: DirectoryStatus;
  alert: DirectoryAlert | null;
  people: number;
  groups: number;
  lastRequestAt: string | null;
  /** People whose access the brake holds. */
  held: number;
}

/** A person of a directory, with what became of them. */
export interface FedPersonView {
  id: string;
  /** As the directory calls them. */
  name: string;
  userName: string;
  externalId: string | null;
  /** The directory says that they have access. */
  active: boolean;
  /** The directory has deleted them. */
  isDeleted: boolean;
  /** Who they are here. */
  userId: string | null;
  state: FeedState;
  /** Why they are not as the directory says. */
  explanation: FeedExplanation | null;
  /** When the directory last took their access away, or would have. */
  leftAt: string | null;
  updatedAt: string;
}

/** A group of a directory, with what it gives. */
export interface GroupRowView {
  id: string;
  name: string;
  members: number;
  gives: { spaceName: string; role: Role | null; teams: string[] }[];
  updatedAt: string;
}

/** A request of the log, as the table shows it. */
export interface RequestRowView {
  id: string;
  at: string;
  method: string;
  path: string;
  status: number;
  /** In plain words. */
  says: string;
  /** What changed beside that. */
  changed: readonly string[];
  explanation: FeedExplanation | null;
  failed: boolean;
  /** It was served again, or serves one again. */
  isReplay: boolean;
  wasReplayed: boolean;
}

/** A token or a client secret, without its text. */
export interface CredentialRowView {
  id: string;
  prefix: string;
  state: "live" | "expired" | "revoked";
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
}
