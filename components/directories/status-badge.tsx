import { Badge } from "@/components/ui/badge";
import type { DirectoryStatus } from "@/lib/model/directories/directory";
import { statusLooks } from "./words";

/** The state of a directory. */
export function DirectoryBadge({ status }: { status: DirectoryStatus }) {
  const { word, tone, icon } = statusLooks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
