"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { FormAction } from "@/lib/schemas/form-state";
import type { DisableImpact } from "@/lib/schemas/sso-views";
import { disableSentences } from "./impact-words";

interface DisableDialogProps {
  action: FormAction;
  space: string;
  connectionId: string;
  impact: DisableImpact;
  onClose: () => void;
}

/** Asks before a connection is disabled, with the numbers of who uses it and who can still sign in. */
export function DisableDialog({ action, space, connectionId, impact, onClose }: DisableDialogProps) {
  return (
    <ConfirmDialog
      title={`Disable ${impact.name}?`}
      {...disableSentences(impact)}
      confirmLabel="Disable"
      pendingLabel="Disabling"
      action={action}
      fields={{ space, connectionId, enabled: "off" }}
      open
      onOpenChange={(open) => !open && onClose()}
    />
  );
}
