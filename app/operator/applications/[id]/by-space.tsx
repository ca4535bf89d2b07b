import { Building2 } from "lucide-react";
import { roleWords } from "@/components/connections/words";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { ListQuery } from "@/components/ui/list-query";
import { SearchableList } from "@/components/ui/searchable-list";
import type { ApplicationSettings } from "@/lib/features/applications/application-view";
import type { ListedSpace } from "@/lib/model/applications/application";
import type { Role } from "@/lib/model/people/roles";
import { counted } from "@/lib/model/text/counted";
import type { Page } from "@/lib/ports/page";
import { addSpacesAction, chooseSpaceAction } from "../actions";
import { AddSpaces, ChooseInSpace } from "./space-dialogs";

interface BySpaceProps {
  application: ApplicationSettings;
  spaces: Page<ListedSpace>;
  query: ListQuery;
}

/** The spaces that an application is open to, or that have their own choice of roles and teams. */
export function BySpace({ application, spaces, query }: BySpaceProps) {
  const { id, openTo, roles } = application;
  const everywhere = roles.length > 0 ? roleList(roles) : "everyone";
  const chosen = openTo === "chosen";
  const isEmpty = spaces.total === 0 && !query.q;
  const path = `/operator/applications/${id}/access`;
  return (
    <Card
      title={chosen ? "Spaces" : "Who can use it, by space"}
      description={
        chosen
          ? `The customers that it is open to. Without a choice of its own, a space admits ${everywhere}.`
          : `Open to all spaces: ${everywhere}. A space can have a choice of its own.`
      }
      actions={
        chosen ? (
          <AddSpaces id={id} action={addSpacesAction} />
        ) : (
          <ChooseInSpace id={id} action={chooseSpaceAction} />
        )
      }
    >
      {isEmpty ? (
        chosen ? (
          <Callout tone="warn" title="Nobody can sign in to it yet">
            It is open to chosen spaces only, and none is chosen.
          </Callout>
        ) : (
          <p className="text-muted">No space has a choice of its own.</p>
        )
      ) : (
        <div className="space-y-4">
          <SearchableList
            path={path}
            query={query}
            searchLabel="Search by name, slug or external ID"
            found={spaces}
            noun={["space", "spaces"]}
          >
            <DataTable
              caption={chosen ? "Chosen spaces" : "Spaces with their own choice"}
              columns={columnsFor(id, everywhere)}
              rows={spaces.rows}
              rowKey={({ spaceId }) => spaceId}
              query={query}
              path={path}
              empty={
                <EmptyState icon={Building2} title="No space matches">
                  No space of this list has these words.
                </EmptyState>
              }
            />
          </SearchableList>
        </div>
      )}
    </Card>
  );
}

const roleList = (roles: readonly Role[]) => roles.map((role) => `${roleWords[role]}s`).join(", ");

function columnsFor(id: string, everywhere: string): Column<ListedSpace>[] {
  return [
    {
      key: "name",
      header: "Space",
      sort: "name",
      cell: ({ name, slug, spaceId }) => (
        <>
          <Link href={`/operator/applications/${id}/spaces/${spaceId}`} quiet>
            {name}
          </Link>
          <span className="block text-sm text-muted">{slug}</span>
        </>
      ),
    },
    {
      key: "who",
      header: "Who can use it",
      cell: ({ roles, teams }) =>
        [roleList(roles), teams > 0 ? counted(teams, "team") : ""].filter(Boolean).join(", ") || (
          <span className="text-muted">As everywhere: {everywhere}</span>
        ),
    },
  ];
}
