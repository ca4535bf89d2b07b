import { Trash2 } from "lucide-react";
import { ImpactDialog } from "@/components/connections/sso-dialogs";
import { Button } from "@/components/ui/button";
import type { ConnectionDetails, ImpactNumbers } from "@/lib/schemas/sso-views";
import { removeAction } from "../actions";

interface RemoveConnectionProps {
  slug: string;
  details: ConnectionDetails;
  numbers: ImpactNumbers;
}

/** The button that removes the connection, at the bottom right. */
export function RemoveConnection({ slug, details, numbers }: RemoveConnectionProps) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-6 gap-y-3 border-t border-line pt-6">
      <p className="min-w-0 flex-1 basis-72 text-muted">
        {details.status === "draft"
          ? "Removal is permanent: the settings are deleted."
          : "To suspend it for a while, turn it off on its overview, which loses nothing. Removal is permanent."}
      </p>
      <ImpactDialog
        of={{
          step: details.status === "draft" ? "discard" : "remove",
          connectionId: details.id,
          name: details.name,
          version: null,
          liveVersion: null,
        }}
        numbers={numbers}
        action={removeAction}
        fields={{ space: slug, connectionId: details.id }}
        trigger={
          <Button variant="danger" icon={<Trash2 aria-hidden />}>
            Remove
          </Button>
        }
      />
    </div>
  );
}
