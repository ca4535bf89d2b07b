import { MailPromise } from "@/components/frame/mail-promise";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DescriptionList } from "@/components/ui/description-list";
import type { SignInSettings } from "@/lib/features/sign-in/sign-in-settings";
import { counted } from "@/lib/model/text/counted";
import { ssoOnlyConversionAction } from "./actions";

interface SsoOnlyCardProps {
  slug: string;
  settings: SignInSettings;
}

/** Whether single sign-on clears people's passwords, and the switch to the other setting with its effects. */
export function SsoOnlyCard({ slug, settings }: SsoOnlyCardProps) {
  const { convertToSsoOnly } = settings.space;
  return (
    <Card
      title="Passwords after single sign-on"
      description="For people whose address is at a verified domain of this space's own organization, in whichever space they sign in through it."
      actions={convertToSsoOnly ? <Keep {...{ slug, settings }} /> : <Convert {...{ slug, settings }} />}
    >
      <DescriptionList
        items={[
          {
            term: "At the first single sign-on",
            value: convertToSsoOnly ? "The password is removed, with exceptions" : "The password stays",
            help: convertToSsoOnly
              ? "Password and two-factor are removed, and people sign in through the identity provider only. IT administrators keep theirs, and so do people who manage single sign-on in every space that they reach through it, such as administrators."
              : "A password from before single sign-on works beside it if “Password sign-in” allows passwords, and again once single sign-on is removed.",
          },
          {
            term: "Single sign-on only",
            value: counted(settings.people.ssoOnly, "person", "people"),
            help: "Converted so far. They have no password.",
          },
        ]}
      />
    </Card>
  );
}

function Keep({ slug, settings }: SsoOnlyCardProps) {
  const { ssoOnly } = settings.people;
  return (
    <ConfirmDialog
      trigger={<Button>Keep passwords</Button>}
      title="Let people keep their password?"
      consequences={[
        "Nobody loses a password any more by signing in through the identity provider.",
        ssoOnly > 0
          ? `${counted(ssoOnly, "person who is", "people who are")} bound to single sign-on can make a new password by “Forgotten password?”. What was removed does not come back.`
          : "Nobody has been bound to single sign-on so far.",
        "Nobody is signed out, and nobody is notified.",
      ]}
      confirmLabel="Keep passwords"
      pendingLabel="Saving"
      tone="primary"
      action={ssoOnlyConversionAction}
      fields={{ space: slug, convertToSsoOnly: "off" }}
    />
  );
}

function Convert({ slug, settings }: SsoOnlyCardProps) {
  const { withPassword } = settings.people;
  return (
    <ConfirmDialog
      trigger={<Button>Remove passwords</Button>}
      title="Remove people's passwords at single sign-on?"
      consequences={[
        withPassword > 0
          ? `${counted(withPassword, "active person has", "active people have")} a password. Whoever of them has an address at a verified domain loses it, and two-factor, at the next sign-in through the identity provider.`
          : "Nobody has a password at the moment.",
        "IT administrators keep theirs, and so does everybody who manages single sign-on in all spaces that they reach.",
        "Their other sessions end.",
        <MailPromise key="email">Each of them is notified on screen and by email.</MailPromise>,
      ]}
      confirmLabel="Remove passwords"
      pendingLabel="Saving"
      tone="primary"
      action={ssoOnlyConversionAction}
      fields={{ space: slug, convertToSsoOnly: "on" }}
    />
  );
}
