import type { OptionStatus } from "@/lib/model/connections/connection";
import type { SetupScope } from "@/lib/model/setup-links/setup-link";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { OurValues, TestResultView, VersionView } from "./sso-views";

/** What every page behind a setup link shows, and nothing about the space's people. Moments are ISO 8601. */
interface SetupPageFacts {
  linkId: string;
  scope: SetupScope;
  spaceName: string;
  /** Who has made the link; `null` if a program or the vendor did. */
  invitedBy: string | null;
  mayActivate: boolean;
  /** Where they can go once they are done; `null` if none was given, or it is not allowed any more. */
  returnUrl: string | null;
  expiresAt: string;
}

/** A link for the space, before its outside administrator has chosen a provider. */
export interface SetupStart extends SetupPageFacts {
  connection: null;
}

/** What an outside administrator sees of the connection that they work on. */
export interface SetupWork extends SetupPageFacts {
  connection: {
    id: string;
    name: string;
    reference: string;
    provider: string;
    providerName: string;
    protocol: Protocol;
    revision: number;
    status: OptionStatus;
  };
  ours: OurValues;
  version: VersionView | null;
  liveVersion: number | null;
  latestTest: TestResultView | null;
  doneAt: string | null;
}
