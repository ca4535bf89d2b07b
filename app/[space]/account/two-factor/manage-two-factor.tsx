import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { disableTwoFactorAction, replaceCodesAction } from "./actions";
import { CodeField } from "./code-field";
import { CurrentPasswordField } from "./current-password-field";
import { RecoveryCodes } from "./recovery-codes";

/** New recovery codes, and turning it off. */
export function ManageTwoFactor({ slug, required }: { slug: string; required: boolean }) {
  return (
    <>
      <Card title="New recovery codes" description="All old ones stop working.">
        <Form action={replaceCodesAction} label="New recovery codes">
          <RecoveryCodes slug={slug}>
            <input type="hidden" name="space" value={slug} />
            <CurrentPasswordField />
            <CodeField />
            <FormActions>
              <SubmitButton pendingLabel="Creating">Create new codes</SubmitButton>
            </FormActions>
          </RecoveryCodes>
        </Form>
      </Card>
      <Card
        flush
        title="Turn off"
        description={
          required
            ? "This space requires two-factor from everyone who uses a password, so it stays on."
            : "After that, you sign in with your password alone."
        }
        actions={
          !required && (
            <ConfirmDialog
              trigger={<Button variant="danger">Turn off two-factor</Button>}
              title="Turn off two-factor?"
              consequences={[
                "From now on you sign in with your password alone.",
                "Your other browsers are signed out, and your recovery codes stop working.",
              ]}
              confirmLabel="Turn off"
              pendingLabel="Turning off"
              action={disableTwoFactorAction}
              fields={{ space: slug }}
            >
              <CurrentPasswordField />
              <CodeField recovery />
            </ConfirmDialog>
          )
        }
      />
    </>
  );
}
