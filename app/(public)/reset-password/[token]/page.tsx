import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { peekReset } from "@/lib/features/passwords/reset-password";
import { spaceOfPerson } from "@/lib/features/passwords/space-of-person";
import { dependencies } from "@/lib/server/process/dependencies";
import { BrandedCard, BrandedMessage, spaceNamed } from "../../../branded";
import { NewPasswordField } from "../../../new-password-field";
import { resetPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Choose a new password" };

/** The page behind the mailed link. Opening it, as mail scanners do, uses nothing up. */
export default async function ResetPasswordPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ space?: string | string[] }>;
}) {
  const { token } = await params;
  const asked = (await searchParams).space;
  const cameFrom = typeof asked === "string" ? asked : null;
  const deps = await dependencies();
  const user = await peekReset(deps, token);
  if (!user) {
    return (
      <BrandedMessage
        space={await spaceNamed(asked)}
        tone="warn"
        title="This link no longer works"
        action={
          <ButtonLink
            href={
              cameFrom ? `/forgot-password?${new URLSearchParams({ space: cameFrom })}` : "/forgot-password"
            }
            variant="primary"
          >
            Request a new link
          </ButtonLink>
        }
      >
        <p>It was already used, is older than one hour, or is incomplete.</p>
      </BrandedMessage>
    );
  }
  const space = await spaceOfPerson(deps.store, user.id, cameFrom);
  return (
    <BrandedCard
      space={space}
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
