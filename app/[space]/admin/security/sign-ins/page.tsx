import { ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportButtons } from "@/components/ui/export-buttons";
import { listHref, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { keptDays } from "@/lib/features/maintenance/prune";
import { readSignInLog, signInChoices } from "@/lib/features/sign-in/sign-in-log";
import { helpAddress } from "@/lib/model/help";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { mostCounted, pageQuery } from "../../../../list-page";
import { SpaceConsole } from "../../../space-console";
import { logFilter, readLogQuery } from "./log-query";
import { outcomeOptions } from "./outcome-badge";
import { SignInsTable } from "./sign-ins-table";

export const metadata: Metadata = { title: "Sign-in log" };

interface SignInLogPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** Every attempt to sign in through a connection: who, by which, and why it was refused. */
export default async function SignInLogPage({ params, searchParams }: SignInLogPageProps) {
  const ctx = await requirePermission((await params).space, "manage_auth_integrations");
  const query = readLogQuery(await searchParams);
  const deps = await dependencies();
  const [log, choices] = await Promise.all([
    readSignInLog(deps, ctx, { ...pageQuery(query, 50), ...logFilter(query), countUpTo: mostCounted }),
    signInChoices(deps, ctx, query.filters.person ?? null),
  ]);
  const paths = spacePaths(ctx.space.slug);
  const narrowed = query.q !== "" || Object.keys(query.filters).length > 0;
  const exported = (format: string) =>
    `${listHref(`${paths.signIns}/export`, query, { page: 1 })}&format=${format}`;
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/log")}
        title="Sign-in log"
        actions={<ExportButtons hrefOf={exported} />}
        description={`Every attempt to sign in through a connection, kept for ${keptDays} days. Sign-ins with a password are in the audit log.`}
      />
      <SearchableList
        path={paths.signIns}
        query={query}
        searchLabel="Search by address, reference or connection"
        filters={[
          { name: "outcome", label: "Outcome", options: outcomeOptions },
          { name: "connection", label: "Connection", options: choices.connections },
          ...(choices.person ? [{ name: "person", label: "Person", options: [choices.person] }] : []),
        ]}
        found={log}
        countedUpTo={mostCounted}
        noun={["sign-in", "sign-ins"]}
      >
        <SignInsTable
          rows={log.rows}
          query={query}
          path={paths.signIns}
          hrefOf={paths.signInAttempt}
          empty={
            <EmptyState icon={ListChecks} title={narrowed ? "No sign-in matches" : "No sign-ins yet"}>
              Every attempt to sign in through a connection of this space appears here, with its outcome and
              cause.
            </EmptyState>
          }
        />
      </SearchableList>
    </SpaceConsole>
  );
}
