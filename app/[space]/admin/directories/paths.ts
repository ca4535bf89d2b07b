import type { DirectoryStep } from "@/lib/model/directories/wizard";
import { spacePaths } from "@/lib/server/http/navigation";

/** The addresses of the screens of a space's directories. */
export function directoryPaths(slug: string) {
  const list = spacePaths(slug).directories;
  return {
    list,
    create: `${list}/new`,
    step: (id: string, step: DirectoryStep) => `${list}/new?${new URLSearchParams({ directory: id, step })}`,
    directory: (id: string) => `${list}/${id}`,
    people: (id: string) => `${list}/${id}/people`,
    groups: (id: string) => `${list}/${id}/groups`,
    requests: (id: string) => `${list}/${id}/requests`,
    settings: (id: string) => `${list}/${id}/settings`,
    arrivals: (id: string) => `${list}/${id}/arrivals`,
    dryRun: (id: string) => `${list}/${id}/dry-run`,
    held: (id: string) => `${list}/${id}/held`,
    group: (id: string, groupId: string) => `${list}/${id}/groups/${groupId}`,
    request: (id: string, requestId: string) => `${list}/${id}/requests/${requestId}`,
  };
}
