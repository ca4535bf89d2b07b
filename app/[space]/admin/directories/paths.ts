import type { DirectoryStep } from "@/lib/model/directories/wizard";
import { spacePaths } from "@/lib/server/http/navigation";

/** The addresses of the screens of a space's directories. */
export function directoryPaths(slug: string) {
  const list = spacePaths(slug).directories;
  return {
    list,
    create: `${list}/new`,
    step: (id: string, step: Exclude<DirectoryStep, "review">) =>
      `${list}/new?${new URLSearchParams({ directory: id, step })}`,
    review: (id: string) => `${list}/${id}/review`,
    reviewed: (id: string, reviewId: string) => `${list}/${id}/review/${reviewId}`,
    reviewProgress: (id: string) => `${list}/${id}/review/progress`,
    directory: (id: string) => `${list}/${id}`,
    people: (id: string) => `${list}/${id}/people`,
    groups: (id: string) => `${list}/${id}/groups`,
    requests: (id: string) => `${list}/${id}/requests`,
    settings: (id: string) => `${list}/${id}/settings`,
    arrivals: (id: string) => `${list}/${id}/arrivals`,
    dryRun: (id: string, review: string) => `${list}/${id}/dry-run?${new URLSearchParams({ review })}`,
    held: (id: string) => `${list}/${id}/held`,
    group: (id: string, groupId: string) => `${list}/${id}/groups/${groupId}`,
    request: (id: string, requestId: string) => `${list}/${id}/requests/${requestId}`,
  };
}
