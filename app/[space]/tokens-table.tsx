import type { ReactNode } from "react";
import { type BadgeState, StateBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListQuery } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FormAction } from "@/lib/schemas/form-state";
import type { TokenView } from "@/lib/schemas/token";

interface TokensTableProps {
  slug: string;
  caption: string;
  tokens: readonly TokenView[];
  /** Names the owner too. */
  ownerHeader?: string;
  revoke: FormAction;
  /** The page that replaces an ended token; absent if it cannot be replaced. */
  again?: (token: TokenView) => string | null;
  query?: ListQuery;
  path?: string;
  empty: ReactNode;
}

const states: Record<TokenView["state"], { badge: BadgeState; word: string }> = {
  live: { badge: "active", word: "Active" },
  expired: { badge: "expired", word: "Expired" },
  revoked: { badge: "revoked", word: "Revoked" },
  sso_activated: { badge: "revoked", word: "Ended by activation" },
  sso_removed: { badge: "revoked", word: "Ended by removal" },
  owner_deactivated: { badge: "revoked", word: "Owner deactivated" },
  access_ended: { badge: "revoked", word: "Access ended" },
};

/** Tokens with their state; ended ones say why. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function TokensTable(props: TokensTableProps) {
  const { slug, caption, tokens, ownerHeader, revoke, again, query, path, empty } = props;
  const sorted = (sort: string) => (query ? { sort } : {});
  const columns: Column<TokenView>[] = [
    {
      key: "name",
      header: "Name",
      ...sorted("name"),
      cell: (token) => (
        <>
          {token.name}
          <code className="block font-mono text-sm font-normal text-muted">{token.prefix}…</code>
        </>
      ),
    },
    ...(ownerHeader
      ? [{ key: "owner", header: ownerHeader, cell: (token: TokenView) => token.owner.name }]
      : []),
    {
      key: "state",
      header: "State",
      cell: (token) => (
        <>
          <StateBadge state={states[token.state].badge}>{states[token.state].word}</StateBadge>
          <WhyEnded token={token} />
        </>
      ),
    },
    {
      key: "lastUsedAt",
      header: "Last used",
      ...sorted("lastUsedAt"),
      cell: (token) => <Moment value={token.lastUsedAt} nothing="Never" />,
    },
    {
      key: "expiresAt",
      header: "Expires",
      ...sorted("expiresAt"),
      cell: (token) => <Moment value={token.expiresAt} nothing="No expiry" />,
    },
    {
      key: "action",
      header: "Action",
      headerHidden: true,
      align: "end",
      cell: (token) =>
        token.state === "live" ? (
          <RevokeToken slug={slug} token={token} action={revoke} />
        ) : (
          <CreateAgain href={again?.(token)} name={token.name} />
        ),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={tokens}
      rowKey={(token) => token.id}
      {...(query && path ? { query, path } : {})}
      empty={empty}
    />
  );
}

const reasons: Record<TokenView["state"], (detail: string | null) => string> = {
  live: () => "",
  expired: () => "It expired",
  revoked: () => "Revoked by hand",
  sso_activated: (detail) => `Single sign-on ${detail ? `“${detail}” ` : ""}was activated`,
  sso_removed: (detail) => `Single sign-on ${detail ? `“${detail}” ` : ""}was removed`,
  owner_deactivated: () => "Its owner was deactivated",
  access_ended: () => "Its owner's access was ended",
};

function WhyEnded({ token }: { token: TokenView }) {
  const at = token.state === "expired" ? token.expiresAt : token.endedAt;
  if (token.state === "live" || !at) return null;
  return (
    <span className="mt-1 block max-w-xs text-sm text-muted">
      {reasons[token.state](token.endedDetail)} <RelativeTime value={at} />
    </span>
  );
}

function Moment({ value, nothing }: { value: string | null; nothing: string }) {
  return value ? <RelativeTime value={value} /> : <span className="text-muted">{nothing}</span>;
}

function CreateAgain({ href, name }: { href: string | null | undefined; name: string }) {
  if (!href) return null;
  return (
    <ButtonLink href={href} size="small" aria-label={`Create again: ${name}`}>
      Create again
    </ButtonLink>
  );
}

function RevokeToken({ slug, token, action }: { slug: string; token: TokenView; action: FormAction }) {
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" aria-label={`Revoke ${token.name}`}>
          Revoke
        </Button>
      }
      title={`Revoke ${token.name}?`}
      consequences={[
        "Every program that uses this token is refused from now on. You cannot undo this; create a new token to replace it.",
      ]}
      confirmLabel="Revoke"
      pendingLabel="Revoking"
      action={action}
      fields={{ space: slug, id: token.id }}
    />
  );
}
