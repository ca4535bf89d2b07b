import { CircleCheck, CircleOff } from "lucide-react";
import { MailPromise } from "@/components/frame/mail-promise";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { RelativeTime } from "@/components/ui/relative-time";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { PasswordOutlook } from "@/lib/features/passwords/password-outlook";
import type { User } from "@/lib/model/people/person";
import { spacePaths } from "@/lib/server/http/navigation";
import { NewPasswordField } from "../../new-password-field";
import { changePasswordAction, mailFirstPasswordAction } from "./actions";

interface PasswordCardProps {
  slug: string;
  user: User;
  outlook: PasswordOutlook;
}

/** Changes the password, or mails the link for a first one; says what becomes of it. */
export function PasswordCard({ slug, user, outlook }: PasswordCardProps) {
  if (!user.hasPassword && !outlook.mayUse)
    return (
      <Card
        flush
        title="Password"
        description="You have no password here: you sign in through your organization. An administrator can allow you one if you ever need it."
      />
    );
  return (
    <Card
      title="Password"
      description={
        user.hasPassword ? (
          <>
            {user.passwordChangedAt && (
              <>
                Changed <RelativeTime value={user.passwordChangedAt.toISOString()} />.{" "}
              </>
            )}
            {outlook.endsAtSso &&
              "It is removed, with two-factor, when you next sign in through your organization."}
          </>
        ) : (
          `You have no password, and need none to sign in through single sign-on.${outlook.endsAtSso ? " One that you create now is removed when you next sign in through your organization." : ""}`
        )
      }
    >
      {user.hasPassword ? <ChangeForm slug={slug} user={user} /> : <FirstForm slug={slug} user={user} />}
    </Card>
  );
}

function ChangeForm({ slug, user }: Pick<PasswordCardProps, "slug" | "user">) {
  return (
    <Form action={changePasswordAction} label="Password" resetOnSuccess>
      <input type="hidden" name="space" value={slug} />
      <input type="email" name="username" autoComplete="username" defaultValue={user.email} readOnly hidden />
      <TextField
        name="currentPassword"
        type="password"
        label="Current password"
        autoComplete="current-password"
      />
      <NewPasswordField own={[user.email, user.firstName, user.lastName, "gatehouse"]} />
      <FormActions>
        <SubmitButton variant="secondary" pendingLabel="Changing">
          Change password
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

function FirstForm({ slug, user }: Pick<PasswordCardProps, "slug" | "user">) {
  return (
    <Form action={mailFirstPasswordAction} label="First password">
      <input type="hidden" name="space" value={slug} />
      <p>
        <MailPromise instead="No mail server is set up yet: ask your administrator to pass the email on to you.">
          To create one, use the link that we email to <strong>{user.email}</strong>. Only you can open it.
        </MailPromise>
      </p>
      <FormActions>
        <SubmitButton variant="secondary" pendingLabel="Sending">
          Email me a link
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

/** Whether the second factor is on, with a link to its page. */
export function TwoFactorCard({ slug, user, required }: { slug: string; user: User; required: boolean }) {
  return (
    <Card
      flush
      title="Two-factor sign-in"
      description={
        required
          ? "This space requires a code from your phone whenever you sign in with your password."
          : "Requires a code from your phone whenever you sign in with your password."
      }
      actions={
        <>
          {user.hasTwoFactor ? (
            <Badge tone="ok" icon={CircleCheck}>
              On
            </Badge>
          ) : (
            <Badge icon={CircleOff}>Off</Badge>
          )}
          {user.hasPassword && (
            <ButtonLink href={`${spacePaths(slug).account}/two-factor`} size="small">
              {user.hasTwoFactor ? "Manage two-factor" : "Set up two-factor"}
            </ButtonLink>
          )}
        </>
      }
    />
  );
}
