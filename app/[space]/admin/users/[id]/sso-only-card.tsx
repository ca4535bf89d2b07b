import { MailPromise } from "@/components/frame/mail-promise";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { UserView } from "@/lib/schemas/user";
import { restorePasswordAction } from "../actions";

/** For a person whom their organization has converted to SSO only: how they get a password again. */
export function SsoOnlyCard({ slug, person, name }: { slug: string; person: UserView; name: string }) {
  if (!person.ssoOnly) return null;
  return (
    <Card
      flush
      title="Single sign-on only"
      description={`${name} signed in through their organization, so their password and two-factor were removed.`}
      actions={
        <ConfirmDialog
          trigger={<Button>Allow a password again</Button>}
          title={`Let ${name} use a password again?`}
          consequences={[
            <MailPromise key="email">
              {person.email} gets an email with a link to choose a password. It works once, within 24 hours.
            </MailPromise>,
            "It applies to every space where they may use a password.",
            "When they next sign in through their organization, the password is removed again.",
          ]}
          confirmLabel="Allow a password again"
          pendingLabel="Sending the link"
          tone="primary"
          action={restorePasswordAction}
          fields={{ space: slug, userId: person.id }}
        />
      }
    />
  );
}
