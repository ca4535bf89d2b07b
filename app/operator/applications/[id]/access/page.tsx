import type { Metadata } from "next";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { listSpacesOf } from "@/lib/features/applications/limit-in-space";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../list-page";
import { ApplicationPage, applicationOf } from "../application-page";
import { BySpace } from "../by-space";

export const metadata: Metadata = { title: "Who can use an application" };

const rules: ListRules = { sorts: ["name"], defaultSort: "name" };

interface AccessPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

/** The spaces of an application, and who may use it in each. */
export default async function ApplicationAccessPage({ params, searchParams }: AccessPageProps) {
  const ctx = await requireOperator();
  const application = await applicationOf(params);
  const query = readListQuery(await searchParams, rules);
  const spaces = await listSpacesOf(await dependencies(), application.id, pageQuery(query));
  return (
    <ApplicationPage ctx={ctx} application={application}>
      <BySpace application={application} spaces={spaces} query={query} />
    </ApplicationPage>
  );
}
