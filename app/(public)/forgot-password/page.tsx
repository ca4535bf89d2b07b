import type { Metadata } from "next";
import { MailPromise } from "@/components/frame/mail-promise";
import { Form } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { BrandedCard, spaceNamed } from "../../branded";
import { forgotPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Forgotten password" };

/** The form that requests a link to a new password. */
export default async function ForgotPasswordPage({
  searchParams,
}: {
  searchParams: Promise<{ space?: string | string[] }>;
}) {
  const asked = (await searchParams).space;
  const space = await spaceNamed(asked);
  return (
    <BrandedCard
      space={space}
      title="Forgotten password?"
      description={
        <MailPromise instead="No mail server is set up yet, so your administrator has to pass the email with the link on to you. The link works for one hour.">
          We email you a link to choose a new password. It works for one hour.
        </MailPromise>
      }
      footer={<Link href={space ? `/${asked}/login` : "/login"}>Back to sign in</Link>}
    >
      <Form action={forgotPasswordAction}>
        {space && <input type="hidden" name="space" value={String(asked)} />}
        <TextField name="email" type="email" label="Email address" autoComplete="username" required />
        <SubmitButton pendingLabel="Sending" className="w-full">
          Send the link
        </SubmitButton>
      </Form>
    </BrandedCard>
  );
}
