import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PersonAccess } from "@/lib/features/access/read-access";
import { counted } from "@/lib/model/text/counted";
import type { UserView } from "@/lib/schemas/user";
import { deactivateAction, endPersonSessionsAction, reactivateAction } from "../actions";
import { endsOf, notSignedIn } from "../bulk-words";

interface StatusCardProps {
  slug: string;
  person: UserView;
  name: string;
  access: PersonAccess;
}

/** Deactivates, after showing what that affects; or reactivates. */
export function StatusCard({ slug, person, name, access }: StatusCardProps) {
  if (person.status === "pending" || person.status === "deactivated") {
    return (
      <Card
        title={person.status === "pending" ? "Let in" : "Reactivate"}
        description={`${name} regains access with the role they had, and takes a licence. Ended tokens stay ended.`}
      >
        <Form action={reactivateAction}>
          <input type="hidden" name="space" value={slug} />
          <input type="hidden" name="userId" value={person.id} />
          <FormActions>
            <SubmitButton>{person.status === "pending" ? "Approve" : "Reactivate"}</SubmitButton>
          </FormActions>
        </Form>
        {person.status === "pending" && (
          <Form action={deactivateAction} label="Reject">
            <input type="hidden" name="space" value={slug} />
            <input type="hidden" name="userId" value={person.id} />
            <FormActions>
              <SubmitButton variant="secondary">Reject</SubmitButton>
            </FormActions>
          </Form>
        )}
      </Card>
    );
  }
  return (
    <Card
      flush
      title="Deactivate"
      description="Keeps the person and what they own, but ends their access. You can undo this."
      actions={
        <ConfirmDialog
          trigger={<Button variant="danger">Deactivate</Button>}
          title={`Deactivate ${name}?`}
          consequences={[
            ...endsOf(
              { ...access, applications: access.applications.length, tokens: access.liveTokens },
              notSignedIn,
            ),
            "Their licence becomes free.",
          ]}
          confirmLabel="Deactivate"
          pendingLabel="Deactivating"
          action={deactivateAction}
          fields={{ space: slug, userId: person.id }}
        />
      }
    />
  );
}

interface EndSessionsButtonProps {
  slug: string;
  userId: string;
  sessions: number;
  isSelf: boolean;
}

/** Signs the person out of this space everywhere. */
export function EndSessionsButton({ slug, userId, sessions, isSelf }: EndSessionsButtonProps) {
  return (
    <ConfirmDialog
      trigger={<Button size="small">End all</Button>}
      title="End all sessions?"
      consequences={[
        `${counted(sessions, "browser is", "browsers are")} signed out of this space immediately. The person can sign in again.`,
        ...(isSelf ? ["This is you: you will be signed out too."] : []),
      ]}
      confirmLabel="End all sessions"
      action={endPersonSessionsAction}
      fields={{ space: slug, userId }}
    />
  );
}
