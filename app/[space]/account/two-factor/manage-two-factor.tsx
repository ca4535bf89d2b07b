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

/** New recovery codes, and switching it off. */
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
              <SubmitButton pendingLabel="Making">Make new codes</SubmitButton>
            </FormActions>
          </RecoveryCodes>
        </Form>
      </Card>
      <Card
        flush
        title="Switch off"
        description={
          required
            ? "This space asks for two-factor from everybody who uses a password, so it stays on."
            : "From then on your password alone lets you in."
        }
        actions={
          !required && (
            <ConfirmDialog
              trigger={<Button variant="danger">Switch off two-factor</Button>}
              title="Switch two-factor off?"
              consequences={[
                "Your password alone lets you in from now on.",
                "Your other browsers are signed out, and your recovery codes stop working.",
              ]}
              confirmLabel="Switch off"
              pendingLabel="Switching off"
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
