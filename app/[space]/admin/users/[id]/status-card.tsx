import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { counted } from "@/components/ui/counted";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import type { UserView } from "@/lib/schemas/user";
import { deactivateAction, endPersonSessionsAction, reactivateAction } from "../actions";

interface StatusCardProps {
  slug: string;
  person: UserView;
  name: string;
  sessions: number;
  tokens: number;
}

/** Deactivates, with what that touches; or lets back in. */
export function StatusCard({ slug, person, name, sessions, tokens }: StatusCardProps) {
  if (person.status === "pending" || person.status === "deactivated") {
    return (
      <Card
        title={person.status === "pending" ? "Let in" : "Reactivate"}
        description={`${name} gets back in with the role they had, and takes a licence. Tokens that have ended stay ended.`}
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
      description="Keeps the person and what they own, and shuts the door. It can be undone."
      actions={
        <ConfirmDialog
          trigger={<Button variant="danger">Deactivate</Button>}
          title={`Deactivate ${name}?`}
          consequences={[
            sessions > 0
              ? `${counted(sessions, "session", "sessions")} in this space ends at once.`
              : "They are not signed in here now.",
            tokens > 0
              ? `${counted(tokens, "personal token", "personal tokens")} of theirs stops working, for good.`
              : "They have no personal token that works.",
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
        `${counted(sessions, "browser loses", "browsers lose")} this space at once. The person can sign in again.`,
        ...(isSelf ? ["This is you: you will be signed out too."] : []),
      ]}
      confirmLabel="End all sessions"
      action={endPersonSessionsAction}
      fields={{ space: slug, userId }}
    />
  );
}
