import { roleWords } from "@/components/connections/words";
import { Explained } from "@/components/directories/explained";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import type { FedMember } from "@/lib/features/directories/read-fed-member";
import { spacePaths } from "@/lib/server/http/navigation";
import { directoryPaths } from "../../directories/paths";

/** What the directory decides about the person, and what is left to decide here. */
export function DirectoryCard({ slug, fed }: { slug: string; fed: FedMember }) {
  const { directory, groups, ownsDetails, role, active, explanation } = fed;
  const paths = directoryPaths(slug);
  return (
    <Card
      title="From the directory"
      description={
        <>
          <Link href={spacePaths(slug).directory(directory.id)}>{directory.name}</Link> decides these. Change
          them there.
        </>
      }
    >
      <div className="space-y-5">
        {directory.isPaused && (
          <Callout tone="warn" title="The directory is paused">
            What it says of this person is applied once it is resumed.
          </Callout>
        )}
        <DescriptionList
          items={[
            {
              term: "Access",
              value: active ? "Active there, and ends when they leave there" : "Ended: they have left there",
            },
            {
              term: "Name and email address",
              value: ownsDetails ? "As the directory sends them" : "Not decided by it",
            },
            {
              term: "Role",
              value: role
                ? `${roleWords[role]}, by a role rule for its groups`
                : "Not decided by it: no rule names a group of theirs",
            },
            {
              term: "Groups",
              value:
                groups.length === 0
                  ? "None"
                  : groups.map(({ id, name }, index) => (
                      <span key={id}>
                        {index > 0 && ", "}
                        <Link href={paths.group(directory.id, id)}>{name}</Link>
                      </span>
                    )),
            },
            ...(explanation
              ? [{ term: "Needs attention", value: <Explained {...explanation} called={directory.name} /> }]
              : []),
          ]}
        />
      </div>
    </Card>
  );
}
