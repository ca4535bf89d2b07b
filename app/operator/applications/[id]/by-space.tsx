import { roleWords } from "@/components/connections/words";
import { Card } from "@/components/ui/card";
import { counted } from "@/components/ui/counted";
import { DataTable } from "@/components/ui/data-table";
import { Form } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { ApplicationView } from "@/lib/schemas/application";
import { chooseSpaceAction } from "../actions";

/** The spaces that say for themselves which of their members may use the application. */
export function BySpace({ application: { id, openTo, spaces, roles } }: { application: ApplicationView }) {
  const everywhere = roles.length > 0 ? roles.map((role) => `${roleWords[role]}s`).join(", ") : "everyone";
  return (
    <Card
      title="Who can use it, by space"
      description={`${openTo === "all" ? "All other spaces" : "A space without its own choice"}: ${everywhere}.`}
    >
      {spaces.length > 0 && (
        <DataTable
          caption="Spaces with their own choice"
          rows={spaces}
          rowKey={({ spaceId }) => spaceId}
          empty={null}
          columns={[
            {
              key: "space",
              header: "Space",
              cell: ({ slug, spaceId }) => (
                <Link href={`/operator/applications/${id}/spaces/${spaceId}`} quiet>
                  {slug}
                </Link>
              ),
            },
            {
              key: "who",
              header: "Who can use it",
              cell: (space) => whoOf(space) || `As everywhere: ${everywhere}`,
            },
          ]}
        />
      )}
      <Form action={chooseSpaceAction} label="Choose people in a space">
        <input type="hidden" name="id" value={id} />
        <div className="flex flex-wrap items-end gap-3">
          <TextField name="slug" label="Space slug" maxLength={100} autoComplete="off" />
          <SubmitButton variant="secondary" pendingLabel="Opening">
            Choose roles and teams
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

function whoOf({ roles, teamIds }: ApplicationView["spaces"][number]): string {
  const words = roles.map((role) => `${roleWords[role]}s`);
  return [...words, ...(teamIds.length > 0 ? [counted(teamIds.length, "team", "teams")] : [])].join(", ");
}
