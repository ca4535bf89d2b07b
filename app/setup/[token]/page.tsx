import type { Metadata } from "next";
import { Form } from "@/components/ui/form";
import { RelativeTime } from "@/components/ui/relative-time";
import { SubmitButton } from "@/components/ui/submit-button";
import { peekSetupLink } from "@/lib/features/setup-links/open-setup-link";
import { helpAddress } from "@/lib/model/help";
import { dependencies } from "@/lib/server/process/dependencies";
import { BrandedCard } from "../../branded";
import { LinkOver } from "../link-over";
import { openSetupAction } from "./actions";

export const metadata: Metadata = { title: "Set up single sign-on", robots: { index: false, follow: false } };

/** The page behind a setup link. Opening it, as mail scanners do, uses nothing up: the button does. */
export default async function SetupLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = await peekSetupLink(await dependencies(), token);
  if (!found) return <LinkOver />;
  const { link, space, invitedBy } = found;
  const renew = link.purpose === "renew";
  const who = invitedBy ? `${invitedBy} of ${space.name}` : space.name;
  return (
    <BrandedCard
      title={renew ? "Renew single sign-on" : "Set up single sign-on"}
      description={
        renew
          ? `${who} asks you for your identity provider's new certificate or client secret.`
          : `${who} asks you to connect your identity provider, so that people can sign in with it.`
      }
      space={space}
      help={helpAddress("outside-it", renew ? "renew" : "link")}
    >
      <p className="text-muted">
        You need no account here.{" "}
        {link.activatesAs
          ? "Nothing goes live until you activate it."
          : "Nothing goes live until your contact turns it on."}{" "}
        The link works until <RelativeTime value={link.expiresAt.toISOString()} exact />.
      </p>
      <Form action={openSetupAction}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton pendingLabel="Opening" className="w-full">
          {renew ? "Start renewal" : "Start setup"}
        </SubmitButton>
      </Form>
    </BrandedCard>
  );
}
