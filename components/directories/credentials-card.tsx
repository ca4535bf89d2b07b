"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { type BadgeState, StateBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { FormActions } from "@/components/ui/form-actions";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DirectoryAuthentication } from "@/lib/protocols/providers/directories/directory-guide";
import type { CredentialRowView } from "@/lib/schemas/directory-views";
import type { FormAction } from "@/lib/schemas/form-state";
import { CredentialForm } from "./credential-form";
import { IssuedCredential } from "./issued-credential";

interface CredentialsCardProps {
  space: string;
  directoryId: string;
  called: string;
  by: DirectoryAuthentication;
  /** The label of the provider's field. */
  label: string;
  rows: readonly CredentialRowView[];
  create: FormAction;
  revoke: FormAction;
}

const words = {
  token: { title: "Tokens", one: "token" },
  client: { title: "Client secrets", one: "client secret" },
} as const;
const badges: Record<CredentialRowView["state"], BadgeState> = {
  live: "active",
  expired: "expired",
  revoked: "revoked",
};
/** Two, so that one can be exchanged without a pause. */
const most = 2;

/** The tokens or client secrets of a directory: two may be in use, so that one can be exchanged. */
export function CredentialsCard(props: CredentialsCardProps) {
  const { by, rows, called } = props;
  const { title, one } = words[by];
  const inUse = rows.filter(({ state }) => state === "live").length;
  return (
    <Card
      title={title}
      description={`To exchange one: create a second, enter it in ${called}, then revoke the first.`}
      actions={<CreateDialog {...props} isFull={inUse >= most} />}
      flush
    >
      {rows.length === 0 ? (
        <p className="border-t border-line p-5 text-muted">There is no {one}.</p>
      ) : (
        <div className="border-t border-line [&>section]:rounded-none [&>section]:border-0">
          <DataTable caption={title} columns={columnsOf(props, inUse)} rows={rows} rowKey={({ id }) => id} />
        </div>
      )}
    </Card>
  );
}

function columnsOf(props: CredentialsCardProps, inUse: number): Column<CredentialRowView>[] {
  const { one } = words[props.by];
  return [
    {
      key: "prefix",
      header: "Begins with",
      cell: ({ prefix }) => <code className="font-mono text-sm">{prefix}…</code>,
    },
    { key: "state", header: "State", cell: ({ state }) => <StateBadge state={badges[state]} /> },
    { key: "createdAt", header: "Created", cell: ({ createdAt }) => <RelativeTime value={createdAt} /> },
    { key: "lastUsedAt", header: "Last used", cell: ({ lastUsedAt }) => moment(lastUsedAt, "Never") },
    { key: "expiresAt", header: "Expires", cell: ({ expiresAt }) => moment(expiresAt, "No expiry") },
    {
      key: "revoke",
      header: "Revoke",
      headerHidden: true,
      align: "end",
      cell: ({ id, prefix, state }) =>
        state === "live" && (
          <ConfirmDialog
            trigger={
              <Button size="small" aria-label={`Revoke ${prefix}`}>
                Revoke
              </Button>
            }
            title={`Revoke this ${one}?`}
            consequences={[
              inUse === 1
                ? `It is the only one: ${props.called} can send nothing until you enter another.`
                : `If ${props.called} still uses it, nothing arrives until you enter the other one.`,
              "You cannot undo this.",
            ]}
            confirmLabel="Revoke"
            pendingLabel="Revoking"
            action={props.revoke}
            fields={{
              space: props.space,
              directoryId: props.directoryId,
              credentialId: id,
              kind: props.by === "token" ? "token" : "secret",
            }}
          />
        ),
    },
  ];
}

const moment = (value: string | null, nothing: string) =>
  value ? <RelativeTime value={value} /> : <span className="text-muted">{nothing}</span>;

function CreateDialog(props: CredentialsCardProps & { isFull: boolean }) {
  const { space, directoryId, by, label, called, create, isFull } = props;
  const { one } = words[by];
  const [issued, setIssued] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={issued ? `Your new ${one}` : `Create a ${one}`}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        // It is shown once: whoever opens the window again creates another.
        if (next) setIssued(null);
      }}
      trigger={
        <Button size="small" icon={<KeyRound aria-hidden />} disabled={isFull}>
          Create a {one}
        </Button>
      }
    >
      {issued ? (
        <div className="space-y-5">
          <IssuedCredential label={label} value={issued} called={called} />
          <FormActions>
            <DialogClose>
              <Button variant="primary">Done</Button>
            </DialogClose>
          </FormActions>
        </div>
      ) : (
        <CredentialForm
          space={space}
          directoryId={directoryId}
          by={by}
          action={create}
          existing={[]}
          onIssued={setIssued}
        />
      )}
    </Dialog>
  );
}
