import { MailPromise } from "@/components/frame/mail-promise";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SignInSettings } from "@/lib/features/sign-in/sign-in-settings";
import { counted } from "@/lib/model/text/counted";
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
        enforced ? (
          <AllowPasswords {...{ slug, settings }} label="Allow passwords for everyone" />
        ) : (
          <RequireSingleSignOn
            {...{ slug, settings, principalIsItAdministrator }}
            label="Allow IT administrators only"
          />
        )
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

interface SwitchProps {
  slug: string;
  settings: SignInSettings;
  /** The button. */
  label: string;
}

/** The button that leaves passwords to IT administrators, which first says whom that affects. */
export function RequireSingleSignOn({
  slug,
  settings,
  principalIsItAdministrator,
  label,
}: SwitchProps & { principalIsItAdministrator: boolean }) {
  const { losePassword, active, throughConnections, neverConnected } = settings.people;
  return (
    <ConfirmDialog
      trigger={<Button disabled={settings.problem !== null}>{label}</Button>}
      title="Require single sign-on?"
      effects={[
        `${throughConnections.toLocaleString("en")} of ${counted(active, "person", "people")} ${throughConnections === 1 ? "has" : "have"} signed in through a connection. Nothing changes for them.`,
        `With a password only these can sign in: ${namesOf(settings)}.`,
        "Nobody is signed out.",
        <MailPromise
          key="email"
          instead="Once a mail server is set up, the other administrators get an email each time an IT administrator uses a password."
        >
          Each time an IT administrator uses a password, the other administrators get an email.
        </MailPromise>,
      ]}
      consequences={[
        ...(losePassword > 0
          ? [`${counted(losePassword, "person", "people")} can no longer sign in with a password.`]
          : []),
        ...(neverConnected > 0
          ? [
              `${counted(neverConnected, "person has", "people have")} never signed in through a connection, and must do so next time.`,
            ]
          : []),
        ...(principalIsItAdministrator
          ? []
          : ["You are not an IT administrator: from now on you sign in through a connection too."]),
      ]}
      confirmLabel="Require single sign-on"
      pendingLabel="Saving"
      tone="primary"
      action={passwordSignInAction}
      fields={{ space: slug, passwordSignIn: "it_administrators_only" }}
    />
  );
}

/** The button that allows everybody's password again. */
export function AllowPasswords({ slug, settings, label }: SwitchProps) {
  const { withPassword, active } = settings.people;
  return (
    <ConfirmDialog
      trigger={<Button>{label}</Button>}
      title="Allow passwords for everyone?"
      effects={[
        `${withPassword.toLocaleString("en")} of ${counted(active, "person", "people")} ${withPassword === 1 ? "has" : "have"} a password and can sign in with it again.`,
        "Others can create one with “Forgotten password?”. Connections keep working.",
      ]}
      consequences={[
        "Somebody whose account at the identity provider is closed can still use a password here.",
      ]}
      confirmLabel="Allow passwords"
      pendingLabel="Saving"
      tone="primary"
      action={passwordSignInAction}
      fields={{ space: slug, passwordSignIn: "allowed" }}
    />
  );
}

function namesOf({ administrators }: SignInSettings): string {
  const names = administrators.filter((one) => one.isItAdministrator).map(({ name }) => name);
  return names.length <= 3
    ? names.join(", ")
    : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
}
