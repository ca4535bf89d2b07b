import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { DirectorySteps } from "@/components/directories/directory-steps";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { findDirectory } from "@/lib/features/directories/manage-directories";
import type { Directory } from "@/lib/model/directories/directory";
import { dryRunKinds } from "@/lib/model/directories/dry-run-words";
import { helpAddress } from "@/lib/model/help";
import { type MemberContext, requirePermission } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../../space-console";
import { NotSubscribed } from "../../not-subscribed";
import { directoryPaths } from "../../paths";

/** A page of the review: a directory, and the list's state in the address. */
export interface ReviewPageProps<Params> {
  params: Promise<Params>;
  searchParams: Promise<SearchParams>;
}

const rules: ListRules = { sorts: ["urgency"], defaultSort: "urgency", filters: { kind: dryRunKinds } };

/** The directory of an address, for those who may manage people, and the list's state. */
export async function openReview({
  params,
  searchParams,
}: ReviewPageProps<{ space: string; directoryId: string }>) {
  const { space, directoryId } = await params;
  const ctx = await requirePermission(space, "manage_people");
  const found = await findDirectory((await dependencies()).store, ctx, directoryId);
  if (!found.ok) notFound();
  const query = readListQuery(await searchParams, rules);
  return { ctx, directory: found.value, query, paths: directoryPaths(ctx.space.slug) };
}

interface ReviewFrameProps {
  ctx: MemberContext;
  directory: Directory;
  children: ReactNode;
}

/** The last step of the wizard around what it shows. */
export function ReviewFrame({ ctx, directory, children }: ReviewFrameProps) {
  const paths = directoryPaths(ctx.space.slug);
  if (!ctx.space.ssoSubscribed)
    return (
      <SpaceConsole ctx={ctx}>
        <NotSubscribed spaceName={ctx.space.name} />
      </SpaceConsole>
    );
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        title={`Connect ${directory.name}`}
        help={helpAddress("administrators/directories", "dry-run")}
        description="Everything you save is kept, and nobody gets or loses access before you activate."
        back={{ href: paths.directory(directory.id), label: directory.name }}
      />
      <WizardLayout
        steps={<DirectorySteps current="review" hrefs={{ connect: paths.step(directory.id, "connect") }} />}
      >
        {children}
      </WizardLayout>
    </SpaceConsole>
  );
}
