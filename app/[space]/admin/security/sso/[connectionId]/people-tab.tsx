import { Card } from "@/components/ui/card";
import { linkedPeople } from "@/lib/features/linking/relink-people";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { LinkedPeopleCard } from "./linked-people-card";
import { PeopleSummary } from "./people-summary";
import type { TabProps } from "./tab-props";

/** How people who come through the connection become people of the space, and how many are linked already. */
export async function PeopleTab({ ctx, details, editable, paths }: TabProps) {
  const { space } = ctx;
  const people = await (await dependencies()).store
    .membershipsOf(space.id)
    .count({ connectionId: details.id, status: "active" });
  return (
    <>
      {details.option ? (
        <PeopleSummary
          people={people}
          settings={details.option.settings}
          kind={space.kind}
          mapping={space.ssoSubscribed ? spacePaths(space.slug).mapping(details.id) : null}
          edit={
            editable ? paths.step(details.id, details.live || details.draft ? "people" : "configure") : null
          }
        />
      ) : (
        <Card title="People">
          <p className="text-muted">This space has not been connected to it yet.</p>
        </Card>
      )}
      {editable && details.live && (
        <LinkedPeopleCard
          people={(await linkedPeople(await dependencies(), ctx, details.id)) ?? 0}
          slug={space.slug}
          connectionId={details.id}
          providerName={details.providerName}
        />
      )}
    </>
  );
}
