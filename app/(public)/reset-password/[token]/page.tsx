import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { peekReset } from "@/lib/features/passwords/reset-password";
import { dependencies } from "@/lib/server/process/dependencies";
import { BrandedCard, BrandedMessage } from "../../../branded";
import { NewPasswordField } from "../../../new-password-field";
import { resetPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Choose a new password" };

/** The page behind the mailed link. Opening it, as mail scanners do, uses nothing up. */
export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const user = await peekReset(await dependencies(), token);
  if (!user) {
    return (
      <BrandedMessage
        tone="warn"
        title="This link no longer works"
        action={
          <ButtonLink href="/forgot-password" variant="primary">
            Request a new link
          </ButtonLink>
        }
      >
        <p>It was already used, is older than one hour, or is incomplete.</p>
      </BrandedMessage>
    );
  }
  return (
    <BrandedCard
      title="Choose a new password"
      description={`For ${user.email}. You are signed out everywhere else.`}
    >
      <Form action={resetPasswordAction}>
        <input type="hidden" name="link" value={token} />
        {/* Tells password managers whose password this is. */}
        <input type="email" name="email" autoComplete="username" defaultValue={user.email} readOnly hidden />
        <NewPasswordField own={[user.email, user.firstName, user.lastName, "gatehouse"]} />
        <SubmitButton pendingLabel="Saving" className="w-full">
          Save the new password
        </SubmitButton>
      </Form>
    </BrandedCard>
  );
}
