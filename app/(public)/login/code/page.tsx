import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Form } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { openSecondStep } from "@/lib/features/passwords/second-step";
import { safeReturnPath } from "@/lib/model/return-path";
import { secondStepTicket } from "@/lib/server/auth/browser-sign-in";
import { dependencies } from "@/lib/server/process/dependencies";
import { BrandedCard, spaceNamed } from "../../../branded";
import { codeAction } from "../actions";

export const metadata: Metadata = { title: "Enter your code" };

/** The second step of a password sign-in. */
export default async function CodePage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = safeReturnPath((await searchParams).next) ?? "";
  const open = openSecondStep(await dependencies(), await secondStepTicket());
  const query = next ? `?next=${encodeURIComponent(next)}` : "";
  if (!open) redirect(`/login${query}`);
  const space = await spaceNamed(open.spaceSlug ?? undefined);
  return (
    <BrandedCard
      space={space}
      title="Enter your code"
      description="Your password is correct. Now enter the code from your authenticator app."
      footer={<Link href={`${open.spaceSlug ? `/${open.spaceSlug}` : ""}/login${query}`}>Start again</Link>}
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
    </BrandedCard>
  );
}
