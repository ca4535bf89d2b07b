import { KeyRound, RefreshCw } from "lucide-react";
import { Badge, StateBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DescriptionList } from "@/components/ui/description-list";
import { ProviderMark } from "@/components/ui/provider-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PersonConnection } from "@/lib/schemas/oauth2-connection";
import { allowRelinkAction, removeLinkAction, revokeTokensAction } from "./actions";

interface LinkedConnectionProps {
  slug: string;
  userId: string;
  connection: PersonConnection;
  /** The reader may change the link, and the connection is the space's own. */
  mayChange: boolean;
}

/** The person's account at one provider, the stored tokens, and the actions for both. */
export function LinkedConnection({ slug, userId, connection, mayChange }: LinkedConnectionProps) {
  const { connectionId, name, provider, link, tokens } = connection;
  const fields = { space: slug, userId, connectionId };
  return (
    <li className="space-y-4 py-5 first:pt-0 last:pb-0">
      <h3 className="flex flex-wrap items-center gap-3 font-medium">
        <ProviderMark provider={provider} name={name} size="small" />
        {name}
        {link?.relinkAllowed && <Badge icon={RefreshCw}>May link again</Badge>}
        {tokens && <TokensBadge tokens={tokens} />}
      </h3>
      <DescriptionList items={[...linkItems(link), ...tokenItems(tokens)]} />
      {mayChange && (
        <div className="flex flex-wrap gap-2">
          {link && !link.relinkAllowed && (
            <ConfirmDialog
              tone="primary"
              trigger={<Button size="small">Let link again</Button>}
              title={`Let this person link ${name} again?`}
              consequences={[
                "At their next sign-in they may link another account of the provider with the same email address.",
                "That account then replaces this one. It works once.",
              ]}
              confirmLabel="Let link again"
              action={allowRelinkAction}
              fields={fields}
            />
          )}
          {tokens && (
            <ConfirmDialog
              trigger={<Button size="small">Revoke tokens</Button>}
              title={`Revoke the tokens of ${name}?`}
              consequences={[
                "They are deleted here and, if the tool supports it, revoked there.",
                "Programs cannot act in the tool as this person until they sign in through it again.",
              ]}
              confirmLabel="Revoke tokens"
              pendingLabel="Revoking"
              action={revokeTokensAction}
              fields={fields}
            />
          )}
          {link && (
            <ConfirmDialog
              trigger={<Button size="small">Remove link</Button>}
              title={`Remove the link to ${name}?`}
              consequences={[
                "At the next sign-in the person is recognised by their email address, as at the first one.",
                tokens ? "The tool's tokens are deleted." : "Nothing else changes.",
              ]}
              confirmLabel="Remove link"
              action={removeLinkAction}
              fields={fields}
            />
          )}
        </div>
      )}
    </li>
  );
}

function TokensBadge({ tokens }: { tokens: NonNullable<PersonConnection["tokens"]> }) {
  return tokens.endedAt ? (
    <StateBadge state="expired">Tokens have expired</StateBadge>
  ) : (
    <Badge tone="accent" icon={KeyRound}>
      Tokens kept
    </Badge>
  );
}

function linkItems(link: PersonConnection["link"]) {
  if (!link) return [];
  return [
    { term: "Account at the provider", value: <code className="break-all">{link.subject}</code> },
    { term: "Provider", value: <code className="break-all">{link.issuer}</code> },
    { term: "First use", value: <RelativeTime value={link.firstUsedAt} /> },
    { term: "Last use", value: <RelativeTime value={link.lastUsedAt} /> },
  ];
}

function tokenItems(tokens: PersonConnection["tokens"]) {
  if (!tokens) return [];
  return [
    { term: "Token's scopes", value: <code className="break-all">{tokens.scopes.join(" ") || "none"}</code> },
    {
      term: "Access token expires",
      value: tokens.expiresAt ? <RelativeTime value={tokens.expiresAt} /> : "The tool sets no expiry",
      help: tokens.isRefreshed ? "Refreshed when a program asks for it." : "The tool gave no refresh token.",
    },
    {
      term: "Last fetched by a program",
      value: tokens.lastFetchedAt ? <RelativeTime value={tokens.lastFetchedAt} /> : "Never",
    },
  ];
}
