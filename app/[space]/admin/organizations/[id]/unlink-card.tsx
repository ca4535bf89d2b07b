import { SessionsChoice, TokensChoice } from "@/components/connections/ending-choices";
import { MailPromise } from "@/components/frame/mail-promise";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { counted } from "@/lib/model/text/counted";
import type { OrganizationDetails } from "@/lib/schemas/organization";
import type { ImpactNumbers } from "@/lib/schemas/sso-views";
import { unlinkAction } from "../actions";

interface UnlinkCardProps {
  slug: string;
  details: OrganizationDetails;
  numbers: ImpactNumbers;
}

/** Ends a link, after showing what it affects in numbers. */
export function UnlinkCard({ slug, details, numbers }: UnlinkCardProps) {
  const used = details.usedHere;
  const asksTokens =
    numbers.activeConnectionIds.length > 0 && numbers.personalTokens + numbers.integrationTokens > 0;
  const consequences =
    used === 0
      ? ["Nobody signs in here through it, so nobody is affected."]
      : [
          `${counted(used, "sign-in option is", "sign-in options are")} removed from this space.`,
          asksTokens
            ? "You are signed out and asked to sign in again."
            : `${counted(numbers.personalTokens, "personal token", "personal tokens")} and ${counted(numbers.integrationTokens, "integration token", "integration tokens")} stop working, and you are signed out.`,
          ...(numbers.withoutPassword > 0
            ? [
                <MailPromise key="email">
                  {counted(numbers.withoutPassword, "person has", "people have")} no password; those who
                  cannot sign in otherwise get an email that explains how to create one.
                </MailPromise>,
              ]
            : []),
        ];
  return (
    <Card
      flush
      title="Unlink"
      description="Ends the link for this space only. To restore it, ask again."
      actions={
        <ConfirmDialog
          trigger={<Button variant="danger">Unlink</Button>}
          title={`Unlink ${details.name}?`}
          consequences={consequences}
          confirmLabel="Unlink"
          pendingLabel="Unlinking"
          action={unlinkAction}
          fields={{ space: slug, organizationId: details.id }}
        >
          {used > 0 && numbers.otherPeople > 0 && <SessionsChoice numbers={numbers} />}
          {used > 0 && asksTokens && <TokensChoice numbers={numbers} />}
        </ConfirmDialog>
      }
    />
  );
}
