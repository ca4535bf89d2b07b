import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { roleWords } from "@/components/connections/words";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CheckboxList } from "@/components/ui/checkbox-list";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { OptionPicker } from "@/components/ui/option-picker";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { readSpaceLimit } from "@/lib/features/applications/limit-in-space";
import { roles } from "@/lib/model/people/roles";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { OperatorConsole } from "../../../../operator-console";
import { limitInSpaceAction, removeSpaceLimitAction } from "../../../actions";

export const metadata: Metadata = { title: "Who can use an application" };

/** The roles and teams of one space that may use an application. */
export default async function SpaceLimitPage({
  params,
}: {
  params: Promise<{ id: string; spaceId: string }>;
}) {
  const ctx = await requireOperator();
  const { id, spaceId } = await params;
  const limit = await readSpaceLimit(await dependencies(), id, spaceId);
  if (!limit) notFound();
  const { application, space, chosen, hasTeams } = limit;
  const fields = { id, spaceId };
  const words = Object.fromEntries(roles.map((role) => [role, `${roleWords[role]}s`])) as Record<
    (typeof roles)[number],
    string
  >;
  return (
    <OperatorConsole ctx={ctx}>
      <PageHeader
        title={`${application.name} in ${space.name}`}
        description="Members with one of these roles, and members of one of these teams. With nothing ticked, the application's own roles count."
        back={{ href: `/operator/applications/${id}/access`, label: application.name }}
      />
      <Card>
        <Form action={limitInSpaceAction} label="Who can use it">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="spaceId" value={spaceId} />
          <CheckboxList
            name="roles"
            legend="Roles"
            values={roles}
            words={words}
            chosen={chosen?.roles ?? []}
          />
          {hasTeams ? (
            <OptionPicker
              name="teamIds"
              label="Teams"
              optional
              address={`/operator/search/teams?${new URLSearchParams({ space: spaceId })}`}
              noun={["team", "teams"]}
              chosen={(chosen?.teams ?? []).map((team) => ({ value: team.id, label: team.name }))}
            />
          ) : (
            <p className="text-muted">This space has no teams.</p>
          )}
          <FormActions>
            <SubmitButton pendingLabel="Saving">Save</SubmitButton>
          </FormActions>
        </Form>
      </Card>
      {chosen && (
        <Card
          title="Remove this choice"
          actions={
            <ConfirmDialog
              trigger={<Button variant="danger">Remove</Button>}
              title={`Remove the choice of ${space.name}?`}
              consequences={[
                application.openTo === "all"
                  ? `Everyone in ${space.name} with one of the application's own roles can use it again.`
                  : `Nobody in ${space.name} can use ${application.name} any more. Open sessions lose their tokens at once.`,
              ]}
              confirmLabel="Remove"
              pendingLabel="Removing"
              action={removeSpaceLimitAction}
              fields={fields}
            />
          }
        >
          <p className="text-muted">
            {application.openTo === "all"
              ? "The application stays open to the space."
              : "The application is open to chosen spaces only, so this closes it to the space."}
          </p>
        </Card>
      )}
    </OperatorConsole>
  );
}
