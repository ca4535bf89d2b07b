import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ButtonLink } from "@/components/ui/button-link";
import { safeReturnPath } from "@/lib/model/return-path";
import { requireMember } from "@/lib/server/auth/require";
import { sendsMail } from "@/lib/server/process/mail-words";
import { BrandedCard } from "../../branded";

export const metadata: Metadata = { title: "You sign in through your organization" };

interface SsoOnlyPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<{ next?: string | string[] }>;
}

/** Shown once, by the sign-in that has converted the person, on their way to the requested page. */
export default async function SsoOnlyPage({ params, searchParams }: SsoOnlyPageProps) {
  const ctx = await requireMember((await params).space);
  const [asked] = [(await searchParams).next].flat();
  const next = safeReturnPath(asked ?? null) ?? `/${ctx.space.slug}`;
  if (ctx.user.ssoOnlyOrganizationId === null) redirect(next);
  return (
    <BrandedCard title="You sign in through your organization from now on" space={ctx.space}>
      <p>
        Your password and two-factor settings were removed, and you were signed out everywhere else. Your
        organization now manages how you sign in.
      </p>
      <p className="text-muted">
        Everything you own is still there.
        {(await sendsMail()) && " We have also sent you an email about this."}
      </p>
      <ButtonLink href={next} variant="primary" className="w-full">
        Continue
      </ButtonLink>
    </BrandedCard>
  );
}
