import { FolderSync, Plus } from "lucide-react";
import type { Metadata } from "next";
import { DirectoriesTable } from "@/components/directories/directories-table";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { listDirectoryRows } from "@/lib/features/directories/list-directory-rows";
import { helpAddress } from "@/lib/model/help";
import { counted } from "@/lib/model/text/counted";
import { requirePermission } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../space-console";
import { DirectoryDoneNote } from "./done-note";
import { NotSubscribed } from "./not-subscribed";
import { directoryPaths } from "./paths";

export const metadata: Metadata = { title: "Directory" };

interface DirectoriesPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<{ done?: string | string[] }>;
}

/** People → Directory: the directories of the space, or what one does. */
export default async function DirectoriesPage({ params, searchParams }: DirectoriesPageProps) {
  const ctx = await requirePermission((await params).space, "manage_people");
  const { space } = ctx;
  const { done } = await searchParams;
  const rows = await listDirectoryRows(await dependencies(), ctx);
  const paths = directoryPaths(space.slug);
  if (rows.length === 0 && !space.ssoSubscribed)
    return (
      <SpaceConsole ctx={ctx}>
        <NotSubscribed spaceName={space.name} />
      </SpaceConsole>
    );
  const connect = space.ssoSubscribed && (
    <ButtonLink href={paths.create} variant="primary" icon={<Plus aria-hidden />}>
      Connect a directory
    </ButtonLink>
  );
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/directories")}
        title="Directory"
        description="People arrive, change and leave by themselves, as the product says in which your company keeps them."
        actions={rows.length > 0 && connect}
      />
      <DirectoryDoneNote done={done} />
      {!space.ssoSubscribed && (
        <Callout tone="warn" title={`Single sign-on is no longer part of the plan of ${space.name}`}>
          Directories change nobody while it is not. Ask your account manager to add the SSO option again.
        </Callout>
      )}
      {rows.map(
        ({ id, name, held }) =>
          held > 0 && (
            <Callout
              key={id}
              tone="warn"
              title={`${name} takes access away from many people at once: ${counted(held, "is", "are")} held`}
              actions={
                <ButtonLink size="small" href={paths.held(id)}>
                  Decide
                </ButtonLink>
              }
            >
              They keep their access until you confirm or reject it.
            </Callout>
          ),
      )}
      {rows.length === 0 ? (
        <EmptyState icon={FolderSync} title="People arrive and leave by themselves" action={connect}>
          Connect the product in which your company keeps its people, such as Okta or Entra ID: new colleagues
          get access on their first day, and whoever leaves loses it within seconds. It is for companies that
          no longer want to add and remove people by hand; the protocol behind it is called SCIM.
        </EmptyState>
      ) : (
        <DirectoriesTable rows={rows} href={paths.directory} />
      )}
    </SpaceConsole>
  );
}
