import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PersonAccess } from "@/lib/features/access/read-access";
import { receiptWords } from "@/lib/model/access/receipt-words";
import { counted } from "@/lib/model/text/counted";
import { endAccessAction } from "../actions";
import { endsOf, notSignedIn } from "../bulk-words";

interface AccessCardProps {
  slug: string;
  person: { id: string; name: string };
  isSelf: boolean;
  access: PersonAccess;
}

/** The applications and tokens that a person uses the space with, and the button that ends all of it. */
export function AccessCard({ slug, person, isSelf, access }: AccessCardProps) {
  const { applications, tokens, liveTokens, toolTokens, lastEnd } = access;
  const more = liveTokens - tokens.length;
  return (
    <Card
      title="Applications and tokens"
      description="What else this person can use from this space now."
      actions={<EndAccess slug={slug} person={person} isSelf={isSelf} access={access} />}
    >
      <DescriptionList
        items={[
          {
            term: "Signed in to",
            value:
              applications.length > 0 ? applications.map(({ name }) => name).join(", ") : "No application",
          },
          {
            term: "Personal tokens",
            value:
              tokens.length > 0 ? (
                <ul className="space-y-1">
                  {tokens.map((token) => (
                    <li key={token.id}>
                      {token.name} <code className="text-sm">{token.prefix}…</code>
                      <span className="block text-sm text-muted">
                        {token.lastUsedAt ? (
                          <>
                            Last used <RelativeTime value={token.lastUsedAt} />
                          </>
                        ) : (
                          "Never used"
                        )}
                      </span>
                    </li>
                  ))}
                </ul>
              ) : (
                "None"
              ),
            help: more > 0 ? `and ${counted(more, "more", "more")}` : undefined,
          },
          ...(toolTokens > 0
            ? [{ term: "Grants at tools", value: counted(toolTokens, "kept grant", "kept grants") }]
            : []),
          ...(lastEnd
            ? [
                {
                  term: "Access last ended",
                  value: receiptWords(lastEnd.receipt) ?? "There was nothing to end",
                  help: (
                    <>
                      <RelativeTime value={lastEnd.at} />
                      {lastEnd.by && <>, {lastEnd.by}</>}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

function EndAccess({ slug, person, isSelf, access }: AccessCardProps) {
  const { sessions, liveTokens: tokens, toolTokens, applications } = access;
  return (
    <ConfirmDialog
      trigger={<Button variant="danger">End access now</Button>}
      title={isSelf ? "End your own access now?" : `End the access of ${person.name} now?`}
      consequences={[
        ...(isSelf ? ["This is you: you are signed out of this space at once."] : []),
        ...endsOf({ sessions, tokens, toolTokens, applications: applications.length }, notSignedIn),
      ]}
      effects={[
        isSelf
          ? "You stay a member and can sign in again."
          : "They stay a member and can sign in again. To keep them out, deactivate them.",
      ]}
      confirmLabel="End access now"
      pendingLabel="Ending access"
      action={endAccessAction}
      fields={{ space: slug, userId: person.id, ...(isSelf ? { includingOwn: "on" } : {}) }}
    />
  );
}
