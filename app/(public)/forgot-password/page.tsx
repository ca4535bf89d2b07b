import type { Metadata } from "next";
import { PublicCard } from "@/components/frame/public-card";
import { Form } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { forgotPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Forgotten password" };

/** The form that requests a link to a new password. */
export default function ForgotPasswordPage() {
  return (
    <PublicCard
      title="Forgotten password?"
      description="We email you a link to choose a new password. It works for one hour."
      footer={<Link href="/login">Back to sign in</Link>}
    >
      <Form action={forgotPasswordAction}>
        <TextField name="email" type="email" label="Email address" autoComplete="username" required />
        <SubmitButton pendingLabel="Sending" className="w-full">
          Send the link
        </SubmitButton>
      </Form>
    </PublicCard>
  );
}
