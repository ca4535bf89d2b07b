import type { FlavourName } from "./flavours/table";
import type { Pushed, Roster } from "./roster";
import type { Transport } from "./transport";

/** What the simulator has. */
export interface ScimClientState {
  flavour: FlavourName;
  transport: Transport;
  roster: Roster;
  pushed: Pushed;
}
