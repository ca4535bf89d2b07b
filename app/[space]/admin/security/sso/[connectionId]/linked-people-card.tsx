import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { counted } from "@/components/ui/counted";
import { relinkPeopleAction } from "../maintenance-actions";

/** How many people are linked to their account at the provider, and linking them anew at once. */
export function LinkedPeopleCard(props: {
  people: number;
  slug: string;
  connectionId: string;
  providerName: string;
}) {
  const { people, slug, connectionId, providerName } = props;
  if (people === 0) return null;
  return (
    <Card title="Linked people">
      <div className="space-y-4">
        <p className="text-muted">
          {counted(people, "person is", "people are")} recognized by their account at {providerName}, whatever
          their address. Whoever comes with the same address but another account is refused, until they may be
          linked again: here all at once, or one by one under Users.
        </p>
        <ConfirmDialog
          trigger={<Button>Let everybody be linked again</Button>}
          title="Let everybody be linked again?"
          consequences={[
            `At their next sign-in each may bring another account of ${providerName} with the same address, once.`,
            "That counts for people whose address is of a verified domain, but not for IT administrators.",
            "If an address was given to somebody else at the provider, that person gets the account here: do this only after accounts were made anew.",
          ]}
          confirmLabel="Let them be linked again"
          pendingLabel="Saving"
          action={relinkPeopleAction}
          fields={{ space: slug, connectionId }}
        />
      </div>
    </Card>
  );
}
