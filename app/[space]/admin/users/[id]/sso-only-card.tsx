import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { UserView } from "@/lib/schemas/user";
import { restorePasswordAction } from "../actions";

/** For somebody whom their organization has bound to single sign-on: the way back to a password. */
export function SsoOnlyCard({ slug, person, name }: { slug: string; person: UserView; name: string }) {
  if (!person.ssoOnly) return null;
  return (
    <Card
      flush
      title="Single sign-on only"
      description={`${name} signed in through their organization, so their password and two-factor were cleared.`}
      actions={
        <ConfirmDialog
          trigger={<Button>Let back to a password</Button>}
          title={`Let ${name} use a password again?`}
          consequences={[
            `${person.email} is sent a link to choose a password. It works once, for 24 hours.`,
            "It counts for every space that lets them in by password.",
            "When they next sign in through their organization, the password is cleared again.",
          ]}
          confirmLabel="Let back to a password"
          pendingLabel="Sending the link"
          tone="primary"
          action={restorePasswordAction}
          fields={{ space: slug, userId: person.id }}
        />
      }
    />
  );
}
