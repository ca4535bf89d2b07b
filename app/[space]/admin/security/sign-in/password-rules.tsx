import { Card } from "@/components/ui/card";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { SignInSettings } from "@/lib/features/sign-in/sign-in-settings";
import { counted } from "@/lib/model/text/counted";
import { passwordRulesAction } from "./actions";

/** What a password sign-in must bring besides the password. */
export function PasswordRules({ slug, settings }: { slug: string; settings: SignInSettings }) {
  const { space, people } = settings;
  return (
    <Card
      title="Password rules"
      description="These rules apply only to sign-ins with a password. For sign-ins through a connection, the identity provider applies its own."
    >
      <Form action={passwordRulesAction} label="Password rules">
        <input type="hidden" name="space" value={slug} />
        <CheckboxField
          name="twoFactorRequired"
          label="Two-factor is required"
          defaultChecked={space.twoFactorRequired}
          help={`${counted(people.withoutTwoFactor, "person has", "people have")} not set it up. After a password sign-in, they are taken to their account page to do so first.`}
        />
        <TextField
          name="passwordMaxAgeDays"
          label="Passwords must be changed after"
          optional
          inputMode="numeric"
          defaultValue={space.passwordMaxAgeDays?.toString() ?? ""}
          help="Number of days. Empty: never. People with an older password change it after the next sign-in."
        />
        <FormActions>
          <SubmitButton pendingLabel="Saving">Save</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
