import type { AccessSignal } from "@/lib/db/repositories/access-signals";
import { findConnection } from "@/lib/features/connections/find-connection";
import type { SignalRefusal } from "@/lib/model/access/signal-refusals";
import type { SignalKind, SignalOutcome, SignalReceipt } from "@/lib/model/access/signals";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { SamlLogoutRefusal } from "@/lib/model/refusals/saml-logout";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import { signalAddresses } from "./receive-signal";
import { signalSourceOf } from "./signal-source";

/** A provider's signal as administrators see it. */
export interface SignalView {
  id: string;
  kind: SignalKind;
  /** ISO 8601. */
  receivedAt: string;
  /** Whom it named, in the provider's words; `null`: a session only, or it was refused unread. */
  about: string | null;
  outcome: SignalOutcome;
  refusalCode: SignalRefusal | SamlLogoutRefusal | null;
  receipt: SignalReceipt | null;
}

/** Where a connection's provider can tell us that somebody's access ends. `null`: it has no such way. */
export interface SignalAddresses {
  backchannelLogout: string | null;
  /** SAML single logout: our metadata names it too. */
  singleLogout: string | null;
  globalTokenRevocation: string | null;
  securityEvents: string | null;
}

/**
 * The addresses for signals of a connection that belongs to this space, and what has arrived there, newest first;
 * `null` for any other connection: its signals name people of other spaces too.
 */
export async function listSignals(
  deps: Pick<Dependencies, "store" | "appUrl">,
  ctx: Pick<Context, "space">,
  connectionId: string,
  query: PageQuery,
): Promise<{ addresses: SignalAddresses; signals: Page<SignalView> } | null> {
  const found = await findConnection(deps.store, ctx.space.id, connectionId);
  if (found?.link.status !== "own") return null;
  const { organizationId, protocol } = found.connection;
  const located = await deps.store.connectionLookup.withLive(connectionId, null);
  const source = located?.live ? signalSourceOf(connectionId, located.live.settings) : null;
  const isSender = source !== null && source.issuers.length > 0;
  const all = signalAddresses(deps.appUrl, connectionId);
  const page = await deps.store.accessSignalsOf(organizationId).page(connectionId, query);
  return {
    addresses: {
      singleLogout:
        protocol === "saml" ? serviceProviderAddresses(deps.appUrl, found.connection, "").sloUrl : null,
      backchannelLogout: isSender && protocol === "oidc" ? all.backchannelLogout : null,
      globalTokenRevocation: isSender ? all.globalTokenRevocation : null,
      securityEvents: isSender ? all.securityEvents : null,
    },
    signals: { ...page, rows: page.rows.map(signalView) },
  };
}

function signalView(signal: AccessSignal): SignalView {
  const { id, kind, outcome, receipt, email, subject, receivedAt } = signal;
  return {
    ...{ id, kind, outcome, receipt },
    receivedAt: receivedAt.toISOString(),
    about: email ?? subject,
    // Written from the list of codes only.
    refusalCode: signal.refusalCode as SignalView["refusalCode"],
  };
}
