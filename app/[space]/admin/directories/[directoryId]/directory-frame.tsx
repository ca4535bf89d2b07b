import { Eye, Plug } from "lucide-react";
import type { ReactNode } from "react";
import { DirectoryBadge } from "@/components/directories/status-badge";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { ProviderMark } from "@/components/ui/provider-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tabs } from "@/components/ui/tabs";
import type { Directory } from "@/lib/model/directories/directory";
import { type HelpSection, helpAddress } from "@/lib/model/help";
import { directoryGuides } from "@/lib/protocols/providers/directories/catalogue";
import { SpaceConsole } from "../../../space-console";
import { DirectoryNotes } from "./directory-notes";
import type { DirectoryPageProps } from "./directory-page";

interface DirectoryFrameProps extends DirectoryPageProps {
  help: HelpSection<"administrators/directories">;
  /** The result of the last step. */
  note?: ReactNode;
  children: ReactNode;
}

/** The head of each page of a directory: its name and state, what needs attention, and the tabs. */
export function DirectoryFrame({ help, note, children, ...page }: DirectoryFrameProps) {
  const { ctx, health, called, paths } = page;
  const { directory, people, groups } = health;
  const { id } = directory;
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/directories", help)}
        title={directory.name}
        mark={<ProviderMark provider={directory.provider} name={directory.name} size="large" />}
        badge={<DirectoryBadge status={directory.status} />}
        description={<Summary directory={directory} />}
        back={{ href: paths.list, label: "Directory" }}
        actions={directory.status === "observing" && <NextStep health={health} paths={paths} />}
      />
      {note}
      <DirectoryNotes health={health} called={called} paths={paths} />
      <Tabs
        label="Directory"
        items={[
          { href: paths.directory(id), label: "Overview" },
          { href: paths.people(id), label: "People", count: people },
          { href: paths.groups(id), label: "Groups", count: groups },
          { href: paths.requests(id), label: "Requests" },
          { href: paths.settings(id), label: "Settings" },
        ]}
      />
      {children}
    </SpaceConsole>
  );
}

function Summary({ directory: { name, provider, lastRequestAt } }: { directory: Directory }) {
  const product = directoryGuides[provider].name;
  return (
    <>
      {[product !== name && product, "SCIM 2.0"].filter(Boolean).join(", ")}
      {lastRequestAt && (
        <>
          {" · last request "}
          <RelativeTime value={lastRequestAt.toISOString()} />
        </>
      )}
    </>
  );
}

function NextStep({ health: { directory, people }, paths }: Pick<DirectoryPageProps, "health" | "paths">) {
  return people > 0 ? (
    <>
      <ButtonLink href={paths.step(directory.id, "connect")} icon={<Plug aria-hidden />}>
        Guide
      </ButtonLink>
      <ButtonLink
        href={paths.review(directory.id)}
        prefetch={false}
        variant="primary"
        icon={<Eye aria-hidden />}
      >
        Review and activate
      </ButtonLink>
    </>
  ) : (
    <ButtonLink href={paths.step(directory.id, "connect")} variant="primary" icon={<Plug aria-hidden />}>
      Continue setting up
    </ButtonLink>
  );
}
