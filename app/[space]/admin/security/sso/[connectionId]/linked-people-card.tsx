import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { counted } from "@/lib/model/text/counted";
import { relinkPeopleAction } from "../maintenance-actions";

/** How many people are linked to their account at the provider, and a button to relink all of them. */
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
          {counted(people, "person is", "people are")} recognised by their account at {providerName},
          regardless of their address. A person with the same address but another account is refused until you
          let them link again: here for everyone, or for each person under Members.
        </p>
        <ConfirmDialog
          trigger={<Button>Let everyone link again</Button>}
          title="Let everyone link again?"
          consequences={[
            `At their next sign-in, each person may link another account of ${providerName} with the same address, once.`,
            "This applies to people with an address in a verified domain, but not to IT administrators.",
            "If the provider has given an address to somebody else, that person gets the account here. Do this only after accounts were recreated.",
          ]}
          confirmLabel="Let them link again"
          pendingLabel="Saving"
          action={relinkPeopleAction}
          fields={{ space: slug, connectionId }}
        />
      </div>
    </Card>
  );
}
