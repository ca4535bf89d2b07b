import { StateBadge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SignalAddresses, SignalView } from "@/lib/features/access/list-signals";
import { receiptWords } from "@/lib/model/access/receipt-words";
import { signalExplanations } from "@/lib/model/access/signal-refusals";
import type { SignalKind } from "@/lib/model/access/signals";
import { samlLogoutExplanations } from "@/lib/model/explanations/saml-logout";
import { helpAddress } from "@/lib/model/help";

interface SignalsCardProps {
  providerName: string;
  addresses: SignalAddresses;
  signals: { rows: readonly SignalView[]; total: number };
}

/** What the provider can tell us outside a sign-in, where, and what it has told us last. */
export function SignalsCard({ providerName, addresses, signals }: SignalsCardProps) {
  const { singleLogout, backchannelLogout, globalTokenRevocation, securityEvents } = addresses;
  return (
    <Card
      id="signals"
      title={`Sign-outs from ${providerName}`}
      description={`${providerName} can tell us when somebody's access ends. Their sessions here, and in your applications, end at once. It needs no secret: only ${providerName}'s own signature counts.`}
    >
      <div className="space-y-5">
        <p className="text-sm">
          <Link href={helpAddress("administrators/operate", "sign-outs")}>What each signal ends</Link>
        </p>
        <details>
          <summary className="font-medium text-accent max-md:min-h-11">
            Addresses to paste at {providerName}
          </summary>
          <div className="space-y-4 pt-4">
            {singleLogout && (
              <CopyField
                label="Single logout URL"
                value={singleLogout}
                help="Our metadata brings it along. When somebody signs out there, what that session opened ends here. Requests must be signed."
              />
            )}
            {backchannelLogout && (
              <CopyField
                label="Back-channel logout URL"
                value={backchannelLogout}
                help="When somebody signs out there, what that session opened ends here."
              />
            )}
            {globalTokenRevocation && (
              <CopyField
                label="Global token revocation endpoint"
                value={globalTokenRevocation}
                help="Okta calls it Universal Logout. It ends all sessions and personal tokens of a person. Subject format: email, or issuer and subject."
              />
            )}
            {securityEvents && (
              <CopyField
                label="Shared signals receiver"
                value={securityEvents}
                help="Push delivery of CAEP events: session revoked, credential change, token claims change."
              />
            )}
          </div>
        </details>
        {signals.rows.length === 0 ? (
          <p className="text-muted">Nothing has arrived yet.</p>
        ) : (
          <DataTable
            caption={`Signals of ${providerName}, newest first`}
            columns={columns}
            rows={signals.rows}
            rowKey={({ id }) => id}
          />
        )}
        {signals.total > signals.rows.length && (
          <p className="text-sm text-muted">
            The newest {signals.rows.length} of {signals.total.toLocaleString("en")}.
          </p>
        )}
      </div>
    </Card>
  );
}

const explained = { ...signalExplanations, ...samlLogoutExplanations };

const kindWords: Record<SignalKind, string> = {
  oidc_logout: "Sign-out",
  saml_logout: "Sign-out",
  global_token_revocation: "Universal Logout",
  session_revoked: "Session revoked",
  token_claims_change: "Roles or groups changed",
  credential_change: "Credentials changed",
};

const columns: Column<SignalView>[] = [
  { key: "kind", header: "Signal", cell: ({ kind }) => kindWords[kind] },
  {
    key: "about",
    header: "About",
    cell: ({ about, outcome }) =>
      about ?? <span className="text-muted">{outcome === "refused" ? "–" : "One session"}</span>,
    className: "break-words",
  },
  { key: "outcome", header: "Result", cell: (signal) => <Result signal={signal} /> },
  { key: "at", header: "Received", cell: ({ receivedAt }) => <RelativeTime value={receivedAt} /> },
];

function Result({ signal: { outcome, refusalCode, receipt } }: { signal: SignalView }) {
  if (outcome === "nobody") return <span className="text-muted">There was nothing to end</span>;
  if (outcome === "ended") return <>{receipt ? `Ended ${receiptWords(receipt) ?? "nothing"}` : "Ended"}</>;
  const explanation = refusalCode ? explained[refusalCode] : null;
  return (
    <div className="space-y-1">
      <StateBadge state="refused" />
      {explanation && (
        <p className="max-w-prose text-start text-sm text-muted">
          {explanation.cause} {explanation.fix}
        </p>
      )}
    </div>
  );
}
