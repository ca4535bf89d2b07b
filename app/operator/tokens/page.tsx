import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { StateBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { listOperatorTokens } from "@/lib/features/tokens/operator-tokens";
import type { OperatorTokenView } from "@/lib/schemas/operator";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { OperatorConsole } from "../operator-console";
import { revokeOperatorTokenAction } from "./actions";

export const metadata: Metadata = { title: "Operator tokens" };

/** The tokens of the vendor's backend. */
export default async function OperatorTokensPage() {
  const ctx = await requireOperator();
  const tokens = await listOperatorTokens(await dependencies());
  const create = (
    <ButtonLink href="/operator/tokens/new" variant="primary" icon={<KeyRound aria-hidden />}>
      Create operator token
    </ButtonLink>
  );
  return (
    <OperatorConsole ctx={ctx} width="wide">
      <PageHeader
        title="Operator tokens"
        description="Your backend uses them to manage spaces and applications through the API. They open no space's own addresses."
        actions={create}
      />
      <DataTable
        caption="Operator tokens"
        columns={columns}
        rows={tokens}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={KeyRound} title="No operator tokens yet" action={create}>
            Create one for the program that sets up your customers.
          </EmptyState>
        }
      />
    </OperatorConsole>
  );
}

type Row = OperatorTokenView & { state: "live" | "expired" | "revoked" };

const states = {
  live: { badge: "active", word: "Active" },
  expired: { badge: "expired", word: "Expired" },
  revoked: { badge: "revoked", word: "Revoked" },
} as const;

const columns: Column<Row>[] = [
  {
    key: "name",
    header: "Name",
    cell: ({ name, prefix }) => (
      <>
        {name}
        <code className="block font-mono text-sm font-normal text-muted">{prefix}…</code>
      </>
    ),
  },
  {
    key: "scopes",
    header: "Scopes",
    cell: ({ scopes }) => <span className="font-mono text-sm">{scopes.join(", ")}</span>,
  },
  {
    key: "state",
    header: "State",
    cell: ({ state }) => <StateBadge state={states[state].badge}>{states[state].word}</StateBadge>,
  },
  {
    key: "lastUsedAt",
    header: "Last used",
    cell: ({ lastUsedAt }) => <Moment value={lastUsedAt} nothing="Never" />,
  },
  {
    key: "expiresAt",
    header: "Expires",
    cell: ({ expiresAt }) => <Moment value={expiresAt} nothing="No expiry" />,
  },
  {
    key: "action",
    header: "Action",
    headerHidden: true,
    align: "end",
    cell: (token) => (token.state === "live" ? <Revoke token={token} /> : null),
  },
];

function Moment({ value, nothing }: { value: string | null; nothing: string }) {
  return value ? <RelativeTime value={value} /> : <span className="text-muted">{nothing}</span>;
}

function Revoke({ token: { id, name } }: { token: Row }) {
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      }
      title={`Revoke ${name}?`}
      consequences={[
        "Every program that uses this token is refused from now on. You cannot undo this; create a new token to replace it.",
      ]}
      confirmLabel="Revoke"
      pendingLabel="Revoking"
      action={revokeOperatorTokenAction}
      fields={{ id }}
    />
  );
}
