import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PublicCard } from "@/components/frame/public-card";
import { Form } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { hasSecondStep } from "@/lib/features/passwords/second-step";
import { safeReturnPath } from "@/lib/model/return-path";
import { secondStepTicket } from "@/lib/server/auth/browser-sign-in";
import { dependencies } from "@/lib/server/process/dependencies";
import { codeAction } from "../actions";

export const metadata: Metadata = { title: "Enter your code" };

/** The second step of a password sign-in. */
export default async function CodePage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = safeReturnPath((await searchParams).next) ?? "";
  if (!hasSecondStep(await dependencies(), await secondStepTicket())) {
    redirect(next ? `/login?next=${encodeURIComponent(next)}` : "/login");
  }
  return (
    <PublicCard
      title="Enter your code"
      description="Your password is correct. Now enter the code from your authenticator app."
      footer={<Link href="/login">Start again</Link>}
    >
      <Form action={codeAction}>
        <input type="hidden" name="next" value={next} />
        <TextField
          name="code"
          label="Code"
          help="Six digits. If you do not have your phone, enter one of your recovery codes."
          autoComplete="one-time-code"
          maxLength={40}
          mono
          required
          autoFocus
        />
        <SubmitButton pendingLabel="Signing in" className="w-full">
          Sign in
        </SubmitButton>
      </Form>
    </PublicCard>
  );
}
