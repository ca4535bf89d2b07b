import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { type ListQuery, type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { listTokens } from "@/lib/features/tokens/list-tokens";
import { helpAddress } from "@/lib/model/help";
import { type TokenKind, tokenKinds } from "@/lib/model/tokens/token";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../list-page";
import { SpaceConsole } from "../../../space-console";
import { TokensTable } from "../../../tokens-table";
import { revokeSpaceTokenAction } from "./actions";

export const metadata: Metadata = { title: "Tokens" };

const rules: ListRules = {
  sorts: ["name", "createdAt", "lastUsedAt", "expiresAt"],
  defaultSort: "-createdAt",
  filters: { kind: tokenKinds, state: ["live", "ended"] },
};

interface TokensPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** Every token of the space: those of accounts, created here, and those of people, created on their account pages. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function TokensPage({ params, searchParams }: TokensPageProps) {
  const ctx = await requirePermission((await params).space, "manage_tokens");
  const query = readListQuery(await searchParams, rules);
  const tokens = await listTokens(await dependencies(), ctx, { ...pageQuery(query), ...filtersOf(query) });
  const path = spacePaths(ctx.space.slug).tokens;
  const create = (
    <ButtonLink href={`${path}/new`} variant="primary" icon={<KeyRound aria-hidden />}>
      Create integration token
    </ButtonLink>
  );
  const narrowed = query.q !== "" || Object.keys(query.filters).length > 0;
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/programs", "tokens")}
        title="Tokens"
        description="Programs use a token to access the API. Integration tokens belong to an account of the space, personal tokens to a person. All of them end when single sign-on is activated or removed."
        actions={create}
      />
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search tokens"
        filters={[
          {
            name: "kind",
            label: "Kind",
            options: [
              { value: "integration", label: "Integration tokens" },
              { value: "personal", label: "Personal tokens" },
            ],
          },
          {
            name: "state",
            label: "State",
            options: [
              { value: "live", label: "Active" },
              { value: "ended", label: "Ended" },
            ],
          },
        ]}
        found={tokens}
        noun={["token", "tokens"]}
      >
        <TokensTable
          slug={ctx.space.slug}
          caption="Tokens of this space"
          tokens={tokens.rows}
          ownerHeader="Belongs to"
          revoke={revokeSpaceTokenAction}
          again={(token) => (token.kind === "integration" ? `${path}/new?again=${token.id}` : null)}
          query={query}
          path={path}
          empty={
            narrowed ? (
              <EmptyState icon={KeyRound} title="No token matches">
                No token of this space matches the search and filters.
              </EmptyState>
            ) : (
              <EmptyState icon={KeyRound} title="No tokens yet" action={create}>
                An integration token lets one of your programs use the API, under its own account that nobody
                can sign in with.
              </EmptyState>
            )
          }
        />
      </SearchableList>
    </SpaceConsole>
  );
}

function filtersOf({ filters: { kind, state } }: ListQuery) {
  return {
    ...(kind ? { kind: kind as TokenKind } : {}),
    ...(state ? { ended: state === "ended" } : {}),
  };
}
