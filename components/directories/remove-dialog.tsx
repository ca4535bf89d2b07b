"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { counted } from "@/lib/model/text/counted";
import type { FormAction } from "@/lib/schemas/form-state";

interface RemoveDialogProps {
  name: string;
  impact: { people: number; groups: number; withAccess: number; alwaysKeep: number; held: number };
  /** It has brought people in. */
  wasActive: boolean;
  action: FormAction;
  fields: Readonly<Record<string, string>>;
}

/** Asks what becomes of the directory's people, with the numbers of each choice. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function RemoveDialog({ name, impact, wasActive, action, fields }: RemoveDialogProps) {
  const [access, setAccess] = useState<"keep" | "end">("keep");
  const { people, groups, withAccess, alwaysKeep, held } = impact;
  const losing = withAccess - alwaysKeep;
  const asks = wasActive && losing > 0;
  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger" icon={<Trash2 aria-hidden />}>
          Remove
        </Button>
      }
      title={`Remove ${name}?`}
      effects={["The audit log stays."]}
      consequences={[
        `Its tokens, its log, ${counted(people, "person", "people")} and ${counted(groups, "group")} of the directory are deleted. This cannot be undone.`,
        access === "end" && asks
          ? `${counted(losing, "person loses", "people lose")} access: their sessions and tokens end now.${
              alwaysKeep > 0 ? ` IT administrators and you keep it (${alwaysKeep.toLocaleString("en")}).` : ""
            }`
          : `${counted(withAccess, "person keeps", "people keep")} access, and nobody takes it away when they leave your company.`,
        ...(held > 0 && access === "keep"
          ? [`${counted(held, "held person keeps", "held people keep")} access, too.`]
          : []),
      ]}
      confirmLabel="Remove"
      pendingLabel="Removing"
      typeToConfirm={name}
      action={action}
      fields={{ ...fields, ...(asks ? {} : { access: "keep" }) }}
    >
      {asks && (
        <RadioGroup
          name="access"
          label={`${counted(withAccess, "person of it has", "people of it have")} access`}
          value={access}
          onChange={(value) => setAccess(value === "end" ? "end" : "keep")}
          options={[
            {
              value: "keep",
              label: "They keep their access",
              description: "From now on you add and remove people by hand, or they come by single sign-on.",
            },
            {
              value: "end",
              label: "They lose their access",
              description: "As if all of them had left. Nothing of theirs is deleted.",
            },
          ]}
        />
      )}
    </ConfirmDialog>
  );
}
