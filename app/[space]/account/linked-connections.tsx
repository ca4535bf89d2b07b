import { Link2 } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { buttonClasses } from "@/components/ui/button-classes";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ProviderMark } from "@/components/ui/provider-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PersonConnections } from "@/lib/schemas/oauth2-connection";

interface LinkedConnectionsProps {
  slug: string;
  username: string;
  own: PersonConnections;
  /** A connection was linked just now. */
  justLinked: boolean;
}

/** The connections by which this person signs in, and those that they can link to themselves. */
export function LinkedConnections({ slug, username, own, justLinked }: LinkedConnectionsProps) {
  const usable = own.connections.filter(
    ({ status, isChosen, link }) => link !== null || (status === "active" && (!own.restricted || isChosen)),
  );
  if (usable.length === 0) return null;
  return (
    <Card
      title="Linked connections"
      description={`Ways to sign in without a password here. The account there must have your username, ${username}.`}
    >
      {justLinked && (
        <Callout tone="ok" title="The connection is linked. You can use it to sign in from now on." />
      )}
      <ul className="divide-y divide-line">
        {usable.map(({ connectionId, name, provider, link, status, isChosen }) => (
          <li key={connectionId} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <ProviderMark provider={provider} name={name} size="small" />
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{name}</span>
              <span className="block text-sm text-muted">
                {link ? (
                  <>
                    Last used <RelativeTime value={link.lastUsedAt} />
                  </>
                ) : (
                  "Not linked yet"
                )}
                {own.restricted && !isChosen && ", but your administrator has chosen another one for you"}
              </span>
            </span>
            {link ? (
              <Badge tone="ok" icon={Link2}>
                Linked
              </Badge>
            ) : (
              status === "active" && (
                // Not Next's link: prefetching this address would begin a sign-in at the provider.
                <a
                  href={`/${slug}/account/link/${connectionId}`}
                  className={buttonClasses("secondary", "small")}
                >
                  {`Link ${name}`}
                </a>
              )
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
