import type { Configuration, Connection } from "@/lib/model/connections/connection";
import type { Space } from "@/lib/model/spaces/space";

export interface RoundTrip {
  space: Space;
  connection: Connection;
  configuration: Configuration;
  testRunId: string | null;
  /** The signed-in person who links the connection to themselves. */
  linkUserId?: string | null;
  /** See `SignInAttempt`; absent if it opens no session. */
  startedElsewhere?: boolean;
  /** See `SignInAttempt`. */
  reauthenticate?: boolean;
  /** A path of this site, already checked. */
  returnTo: string | null;
  loginHint: string | null;
  address: string | null;
  /** The secret of the browser's cookie. */
  browserSecret: string;
}
