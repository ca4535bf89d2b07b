import type { Metadata } from "next";
import { PublicCard } from "@/components/frame/public-card";
import { Form } from "@/components/ui/form";
import { RelativeTime } from "@/components/ui/relative-time";
import { SubmitButton } from "@/components/ui/submit-button";
import { peekSetupLink } from "@/lib/features/setup-links/open-setup-link";
import { helpAddress } from "@/lib/model/help";
import { dependencies } from "@/lib/server/process/dependencies";
import { LinkOver } from "../link-over";
import { openSetupAction } from "./actions";

export const metadata: Metadata = { title: "Set up single sign-on", robots: { index: false, follow: false } };

/** The page behind a setup link. Opening it, as mail scanners do, uses nothing up: the button does. */
export default async function SetupLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = await peekSetupLink(await dependencies(), token);
  if (!found) return <LinkOver />;
  const { link, space } = found;
  const renew = link.purpose === "renew";
  return (
    <PublicCard
      title={renew ? "Renew single sign-on" : "Set up single sign-on"}
      description={
        renew
          ? `${space.name} needs your identity provider's new certificate or client secret. You need no account here.`
          : `${space.name} wants its people to sign in through your identity provider. You need no account here.`
      }
      space={space}
      help={helpAddress("outside-it", renew ? "renew" : "link")}
    >
      <p className="text-muted">
        The link works until <RelativeTime value={link.expiresAt.toISOString()} exact />. Nothing that you do
        goes live by itself: your contact reviews it and turns it on.
      </p>
      <Form action={openSetupAction}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton pendingLabel="Opening" className="w-full">
          {renew ? "Start renewal" : "Start setup"}
        </SubmitButton>
      </Form>
    </PublicCard>
  );
}
