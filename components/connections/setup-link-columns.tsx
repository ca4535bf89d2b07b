import { CircleCheck, CircleDashed, Link2 } from "lucide-react";
import { Badge, StateBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Column } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FormAction } from "@/lib/schemas/form-state";
import type { SetupLinkView } from "@/lib/schemas/setup-link";

/** The details of a setup link, and the button to revoke it. */
// Over 60 lines: one entry per column.
export function setupLinkColumns(space: string, revokeAction: FormAction): Column<SetupLinkView>[] {
  return [
    {
      key: "for",
      header: "For",
      sort: "recipient",
      className: "md:min-w-44",
      cell: (link) => (
        <>
          <span className="block">{link.recipient ?? "Anyone who has the link"}</span>
          {link.note && (
            <span className="block text-sm font-normal [overflow-wrap:anywhere] text-muted">{link.note}</span>
          )}
        </>
      ),
    },
    {
      key: "purpose",
      header: "Purpose",
      cell: ({ scope, mayActivate }) => `${scopeWords[scope]}${mayActivate ? ", may activate" : ""}`,
    },
    { key: "state", header: "State", cell: (link) => <StateBadge state={link.state} /> },
    {
      key: "progress",
      header: "Progress",
      cell: ({ progress }) => <Progress step={progress.step} />,
    },
    {
      key: "used",
      header: "Last used",
      sort: "lastUsedAt",
      cell: (link) =>
        link.lastUsedAt ? (
          <RelativeTime value={link.lastUsedAt} />
        ) : (
          <span className="text-muted">Never</span>
        ),
    },
    {
      key: "ends",
      header: "Ends",
      sort: "expiresAt",
      cell: (link) => <RelativeTime value={link.expiresAt} />,
    },
    {
      key: "revoke",
      header: "Revoke",
      headerHidden: true,
      align: "end",
      cell: (link) =>
        link.state === "open" && (
          <ConfirmDialog
            trigger={
              <Button
                size="small"
                aria-label={`Revoke the link for ${link.recipient ?? "anyone who has it"}`}
              >
                Revoke
              </Button>
            }
            title="Revoke this setup link?"
            consequences={[
              "The link stops working immediately, and so does every page that was opened with it.",
              "What was entered with it is kept.",
            ]}
            confirmLabel="Revoke link"
            pendingLabel="Revoking"
            action={revokeAction}
            fields={{ space, id: link.id }}
          />
        ),
    },
  ];
}

const scopeWords = { space: "Choose and configure", connection: "Configure", renew: "Renew" } as const;

const stepWords = {
  none: "Not opened",
  opened: "Opened",
  configured: "Configured",
  tested: "Tested",
  done: "Done",
} as const;

function Progress({ step }: { step: keyof typeof stepWords }) {
  const icon = step === "none" ? CircleDashed : step === "done" || step === "tested" ? CircleCheck : Link2;
  return (
    <Badge icon={icon} tone={step === "none" ? "neutral" : step === "done" ? "ok" : "accent"}>
      {stepWords[step]}
    </Badge>
  );
}
