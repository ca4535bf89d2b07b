import { roleWords } from "@/components/connections/words";
import type { GroupRowView } from "@/lib/schemas/directory-views";

/** What a group gives, in each space that the directory brings people to. */
export function GivesCell({ gives }: { gives: GroupRowView["gives"] }) {
  if (gives.length === 0) return <span className="text-muted">Nothing</span>;
  return gives.map(({ spaceName, role, teams }) => {
    const given = [
      ...(role ? [roleWords[role]] : []),
      ...(teams.length > 0 ? [`${teams.length === 1 ? "team" : "teams"} ${teams.join(", ")}`] : []),
    ];
    return (
      <span key={spaceName} className="block [overflow-wrap:anywhere]">
        {given.length > 0 ? given.join(", ") : <span className="text-muted">Nothing: no rule names it</span>}
        {gives.length > 1 && <span className="text-sm text-muted"> in {spaceName}</span>}
      </span>
    );
  });
}
