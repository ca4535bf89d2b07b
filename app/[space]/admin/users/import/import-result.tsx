import { roleWords } from "@/components/connections/words";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import type { RowNote } from "@/lib/model/people/people-file";
import { roles } from "@/lib/model/people/roles";
import type { ImportSummary } from "@/lib/schemas/people-import";

interface ImportResultProps {
  plan: ImportSummary;
  imported: boolean;
  usersPath: string;
}

const number = (count: number) => count.toLocaleString("en");

/** What a file would do or has done, in numbers, with every invalid row. */
export function ImportResult({ plan, imported, usersPath }: ImportResultProps) {
  const perRole = roles
    .filter((role) => plan.perRole[role] > 0)
    .map((role) => `${number(plan.perRole[role])} ${roleWords[role]}`)
    .join(", ");
  return (
    <Card title={imported ? "Imported" : "What this would do"}>
      <div className="space-y-5">
        {imported && (
          <Callout
            tone="ok"
            title={`${number(plan.added)} ${plan.added === 1 ? "person is" : "people are"} in the space now.`}
            actions={<ButtonLink href={usersPath}>See the members</ButtonLink>}
          />
        )}
        {plan.missingSeats.map(({ role, wanted, free }) => (
          <Callout key={role} tone="danger" title={`Not enough ${roleWords[role]} licences`}>
            The file needs {number(wanted)} and {number(free)} {free === 1 ? "is" : "are"} free. Give some
            people another role, or ask your account manager for more seats.
          </Callout>
        ))}
        <DescriptionList
          items={[
            {
              term: "New in this space",
              value: number(plan.added),
              ...(perRole ? { help: perRole } : {}),
            },
            ...(plan.known > 0
              ? [
                  {
                    term: "Of these, existing users",
                    value: number(plan.known),
                    help: "From another space. They keep their name.",
                  },
                ]
              : []),
            {
              term: "Already in this space",
              value: number(plan.existing),
              help: "They keep their role and status, and are added to the teams in the file.",
            },
            { term: "New teams", value: plan.newTeams.join(", ") || "None" },
            { term: "Skipped rows", value: number(plan.errorCount) },
          ]}
        />
        <Rows title="Skipped rows" notes={plan.errors} count={plan.errorCount} />
        <Rows title="Rows to check" notes={plan.flags} count={plan.flagCount} />
      </div>
    </Card>
  );
}

function Rows({ title, notes, count }: { title: string; notes: readonly RowNote[]; count: number }) {
  if (count === 0) return null;
  return (
    <section className="space-y-2">
      <h3 className="font-semibold">{title}</h3>
      <ul className="divide-y divide-line rounded-md border border-line">
        {notes.map((note) => (
          <li
            key={`${note.line} ${note.message}`}
            className="grid gap-x-4 px-3 py-2 sm:grid-cols-[5rem_minmax(0,1fr)]"
          >
            <span className="tabular text-muted">Line {number(note.line)}</span>
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {note.email && <span className="text-muted">{note.email}: </span>}
              {note.message}
            </span>
          </li>
        ))}
      </ul>
      {count > notes.length && <p className="text-sm text-muted">And {number(count - notes.length)} more.</p>}
    </section>
  );
}
