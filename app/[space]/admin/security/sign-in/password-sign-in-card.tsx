import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { counted } from "@/components/ui/counted";
import { DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SignInSettings } from "@/lib/features/sign-in/sign-in-settings";
import { passwordSignInAction } from "./actions";

interface PasswordSignInCardProps {
  slug: string;
  settings: SignInSettings;
  principalIsItAdministrator: boolean;
}

/** Who may sign in with a password, who set it, and the switch to the other setting with its effects. */
export function PasswordSignInCard({ slug, settings, principalIsItAdministrator }: PasswordSignInCardProps) {
  const { space, lastChange, problem } = settings;
  const enforced = space.passwordSignIn === "it_administrators_only";
  return (
    <Card
      title="Password sign-in"
      description="Applies to the sign-in form, “Forgotten password?” and the API."
      actions={
        enforced ? <Allow slug={slug} /> : <Enforce {...{ slug, settings, principalIsItAdministrator }} />
      }
    >
      <div className="space-y-4">
        <DescriptionList
          items={[
            {
              term: "Who may use a password",
              value: enforced ? "IT administrators only" : "Everyone who has one",
              help: enforced
                ? "Everyone else signs in through the identity provider."
                : "In addition to single sign-on.",
            },
            {
              term: "Set by",
              value: lastChange?.by ?? "Nobody yet. This is normal for a new space.",
              help: lastChange && <RelativeTime value={lastChange.at} />,
            },
          ]}
        />
        {problem &&
          (enforced ? (
            <Callout tone="warn" title="The password fallback is not ready">
              {problem}
            </Callout>
          ) : (
            <Callout title="Not yet possible: IT administrators only">{problem}</Callout>
          ))}
      </div>
    </Card>
  );
}

function Enforce({ slug, settings, principalIsItAdministrator }: PasswordSignInCardProps) {
  const { losePassword, active } = settings.people;
  return (
    <ConfirmDialog
      trigger={<Button disabled={settings.problem !== null}>Allow IT administrators only</Button>}
      title="Let only IT administrators use a password?"
      consequences={[
        losePassword > 0
          ? `${counted(losePassword, "person", "people")} of ${active.toLocaleString("en")} can no longer sign in with a password. They sign in through the identity provider.`
          : "Only IT administrators have a password, so nobody loses access.",
        ...(principalIsItAdministrator
          ? []
          : ["You are not an IT administrator: from now on you sign in through the identity provider."]),
        "Nobody is signed out. Sessions end when they expire, or when you end them under Sessions.",
        "Each time an IT administrator signs in with a password, the other administrators are notified.",
      ]}
      confirmLabel="Allow IT administrators only"
      pendingLabel="Saving"
      tone="primary"
      action={passwordSignInAction}
      fields={{ space: slug, passwordSignIn: "it_administrators_only" }}
    />
  );
}

function Allow({ slug }: { slug: string }) {
  return (
    <ConfirmDialog
      trigger={<Button>Allow passwords for everyone</Button>}
      title="Allow passwords for everyone?"
      consequences={[
        "Everyone who has a password can sign in with it again, regardless of the identity provider.",
        "People without a password can create one with “Forgotten password?”.",
      ]}
      confirmLabel="Allow passwords"
      pendingLabel="Saving"
      tone="primary"
      action={passwordSignInAction}
      fields={{ space: slug, passwordSignIn: "allowed" }}
    />
  );
}
