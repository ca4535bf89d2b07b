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
  /** The person's e-mail address. */
  username: string;
  connections: readonly PersonConnection[];
}

/** Which connectors the person may sign in by. */
export function AllowedConnections({ slug, userId, username, connections }: AllowedConnectionsProps) {
  return (
    <Card
      title="Signs in by"
      description="Choose one or more, and the person signs in by these only. Choose none, and every active connector lets them in."
    >
      <Form action={allowConnectionsAction} label="Connectors of this person">
        <input type="hidden" name="space" value={slug} />
        <input type="hidden" name="userId" value={userId} />
        <ConnectionChoice connections={connections} />
        <p className="text-sm text-muted">
          The username {username} must be the person's address at the provider too: it is how they are
          recognised the first time. While connectors are chosen, a password opens this space for them only if
          they are an IT administrator. It counts from the next sign-in; open sessions stay. The person is
          told by mail.
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
