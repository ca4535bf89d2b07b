import type { SetupPurpose } from "@/lib/model/setup-links/setup-link";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { OurValues, TestResultView, VersionView } from "./sso-views";

/** The outside administrator's view: one connection and nothing about the space's people. Moments are ISO 8601. */
export interface SetupWork {
  linkId: string;
  purpose: SetupPurpose;
  spaceName: string;
  expiresAt: string;
  connection: {
    id: string;
    provider: string;
    providerName: string;
    protocol: Protocol;
    revision: number;
  };
  ours: OurValues;
  version: VersionView | null;
  liveVersion: number | null;
  latestTest: TestResultView | null;
  doneAt: string | null;
}
