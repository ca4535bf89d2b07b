import { UserRoundCheck } from "lucide-react";
import type { Metadata } from "next";
import { MailPromise } from "@/components/frame/mail-promise";
import { EmptyState } from "@/components/ui/empty-state";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { listPeople } from "@/lib/features/people/list-people";
import { helpAddress } from "@/lib/model/help";
import { type Role, roles } from "@/lib/model/people/roles";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../list-page";
import { SpaceConsole } from "../../space-console";
import { roleOptions } from "../../words";
import { WaitingForm } from "./waiting-form";

export const metadata: Metadata = { title: "Approvals" };

const rules: ListRules = {
  sorts: ["createdAt", "name", "email", "role"],
  defaultSort: "createdAt",
  filters: { role: roles },
};

interface ApprovalsPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}

/** People who have come through single sign-on and wait for an administrator, the longest waiting first. */
export default async function ApprovalsPage({ params, searchParams }: ApprovalsPageProps) {
  const ctx = await requirePermission((await params).space, "manage_people");
  const query = readListQuery(await searchParams, rules);
  const { role } = query.filters;
  const waiting = await listPeople(await dependencies(), ctx, {
    ...pageQuery(query, 50),
    status: "pending",
    ...(role ? { role: role as Role } : {}),
  });
  const { slug } = ctx.space;
  const paths = spacePaths(slug);
  const narrowed = query.q !== "" || role !== undefined;
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/people", "approvals")}
        title="Approvals"
        description="People who signed in at your identity provider for the first time and need your decision. They hold no licence while they wait."
      />
      <SearchableList
        path={paths.approvals}
        query={query}
        searchLabel="Search by name or address"
        filters={[{ name: "role", label: "Role", options: roleOptions }]}
        found={waiting}
        noun={["person", "people"]}
        countWords={["person waiting", "people waiting"]}
      >
        {waiting.rows.length === 0 ? (
          <EmptyState icon={UserRoundCheck} title={narrowed ? "Nobody matches" : "Nobody is waiting"}>
            {narrowed
              ? "Nobody on this list matches the search and filter."
              : ctx.space.kind === "partner"
                ? "This is a partner space, so everyone who signs in for the first time appears here. "
                : "If a connection requires approval, people who sign in for the first time appear here. "}
            {!narrowed && (
              <MailPromise instead="No mail server is set up yet, so look here from time to time.">
                You get an email when somebody does.
              </MailPromise>
            )}
          </EmptyState>
        ) : (
          <WaitingForm slug={slug} people={waiting.rows} usersPath={paths.users} />
        )}
      </SearchableList>
    </SpaceConsole>
  );
}
