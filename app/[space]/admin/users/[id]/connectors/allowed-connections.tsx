import { MailPromise } from "@/components/frame/mail-promise";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PersonConnection } from "@/lib/schemas/oauth2-connection";
import { allowConnectionsAction } from "./actions";
import { ConnectionChoice } from "./connection-choice";

interface AllowedConnectionsProps {
  slug: string;
  userId: string;
  /** The person's email address. */
  username: string;
  connections: readonly PersonConnection[];
}

/** Which connections the person may sign in by. */
export function AllowedConnections({ slug, userId, username, connections }: AllowedConnectionsProps) {
  return (
    <Card
      title="Allowed connections"
      description="If you choose one or more, the person can sign in only through these. If you choose none, every active connection is allowed."
    >
      <Form action={allowConnectionsAction} label="Connections of this person">
        <input type="hidden" name="space" value={slug} />
        <input type="hidden" name="userId" value={userId} />
        <ConnectionChoice connections={connections} />
        <p className="text-sm text-muted">
          The username {username} must be the person's address at the provider too: it is how they are
          recognised the first time. While connections are chosen, a password opens this space for them only
          if they are an IT administrator. It counts from the next sign-in; open sessions stay.{" "}
          <MailPromise>The person is notified by email.</MailPromise>
        </p>
        <FormActions>
          <SubmitButton variant="secondary" pendingLabel="Saving">
            Save
          </SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
