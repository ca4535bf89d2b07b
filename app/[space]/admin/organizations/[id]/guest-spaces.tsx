import { Building2 } from "lucide-react";
import { MailPromise } from "@/components/frame/mail-promise";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { ListQuery } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchableList } from "@/components/ui/searchable-list";
import { Section } from "@/components/ui/section";
import type { GuestView, OrganizationDetails } from "@/lib/schemas/organization";
import { decideAction, removeGuestAction } from "../actions";
import { LinkBadge } from "../link-badge";

interface GuestSpacesProps {
  slug: string;
  name: string;
  guests: OrganizationDetails["spaces"];
  query: ListQuery;
  path: string;
}

/** The other spaces of the own organization, and those that request it. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function GuestSpaces({ slug, name, guests, query, path }: GuestSpacesProps) {
  return (
    <Section
      title="Other spaces"
      description="Spaces that your people can sign in to through this organization, and spaces that have asked for it."
    >
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search spaces"
        found={guests}
        noun={["space", "spaces"]}
      >
        <DataTable
          caption="Other spaces"
          query={query}
          path={path}
          rows={guests.rows}
          rowKey={(guest) => guest.spaceId}
          columns={[
            {
              key: "name",
              header: "Space",
              sort: "name",
              cell: (guest) => (
                <>
                  <span className="block">{guest.name}</span>
                  <span className="block font-mono text-sm font-normal text-muted">{guest.slug}</span>
                </>
              ),
            },
            { key: "status", header: "Link", cell: (guest) => <LinkBadge state={guest.status} /> },
            { key: "since", header: "Since", cell: (guest) => <RelativeTime value={guest.since} /> },
            {
              key: "actions",
              header: "Actions",
              headerHidden: true,
              align: "end",
              cell: (guest) =>
                guest.status === "requested" ? (
                  <Decide slug={slug} name={name} guest={guest} />
                ) : (
                  <ConfirmDialog
                    trigger={
                      <Button size="small" aria-label={`Unlink ${guest.name}`}>
                        Unlink
                      </Button>
                    }
                    title={`Unlink ${guest.name}?`}
                    consequences={[
                      guest.status === "connected"
                        ? `Nobody can sign in to ${guest.name} through ${name} any more.`
                        : `${guest.name} can no longer connect ${name}.`,
                      "Sessions and tokens in that space are managed by its own administrators.",
                      <MailPromise key="email">
                        {guest.status === "connected"
                          ? "They are notified by email, and so are people there who are left without a password."
                          : "They are notified by email."}
                      </MailPromise>,
                    ]}
                    confirmLabel="Unlink"
                    pendingLabel="Unlinking"
                    action={removeGuestAction}
                    fields={{ space: slug, spaceId: guest.spaceId }}
                  />
                ),
            },
          ]}
          empty={
            <EmptyState icon={Building2} title={query.q ? "No space matches" : "No other spaces"}>
              {query.q
                ? "No space that matches the search is linked to this organization."
                : "Administrators of another space can ask for this organization there. You answer here."}
            </EmptyState>
          }
        />
      </SearchableList>
    </Section>
  );
}

function Decide({ slug, name, guest }: { slug: string; name: string; guest: GuestView }) {
  return (
    <span className="inline-flex flex-wrap gap-2">
      <ConfirmDialog
        trigger={
          <Button size="small" aria-label={`Decline ${guest.name}`}>
            Decline
          </Button>
        }
        title={`Decline ${guest.name}?`}
        consequences={[<MailPromise key="email">They are notified by email, and can ask again.</MailPromise>]}
        confirmLabel="Decline"
        action={decideAction}
        fields={{ space: slug, spaceId: guest.spaceId, decision: "decline" }}
      />
      <ConfirmDialog
        trigger={
          <Button size="small" variant="primary" aria-label={`Agree to ${guest.name}`}>
            Agree
          </Button>
        }
        title={`Let ${guest.name} use ${name}?`}
        consequences={[
          `Its administrators can connect it by signing in once. After that, people of ${name} who sign in get access there too, under that space's own rules.`,
          "People who use a password there and sign in through your organization become single sign-on only.",
          "You can end it at any time.",
        ]}
        confirmLabel="Agree"
        tone="primary"
        action={decideAction}
        fields={{ space: slug, spaceId: guest.spaceId, decision: "agree" }}
      />
    </span>
  );
}
