import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { RequestRowView } from "@/lib/schemas/directory-views";

/** Whether a request worked; one that worked for somebody who is still not as it says is marked, too. */
export function RequestOutcome({
  failed,
  explanation,
  status,
}: Pick<RequestRowView, "failed" | "explanation" | "status">) {
  if (failed)
    return (
      <Badge tone="danger" icon={CircleAlert}>
        Failed{status >= 400 && `, ${status}`}
      </Badge>
    );
  if (explanation)
    return (
      <Badge tone="warn" icon={TriangleAlert}>
        Not applied
      </Badge>
    );
  return (
    <Badge tone="ok" icon={CircleCheck}>
      Worked
    </Badge>
  );
}
