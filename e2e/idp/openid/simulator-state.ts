import { type Person, personById } from "../people";
import { ClientRegister } from "./client-register";
import { type DiscoveryFault, type Fault, isDiscoveryFault, isFault } from "./faults";
import type { KeyRing } from "./key-ring";

/** The state of one running simulator. */
export class SimulatorState {
  readonly clients = new ClientRegister();
  /** For every sign-in that chooses no fault of its own, and for the document and keys, which belong to no sign-in. */
  standing: Fault | null = null;
  standingDiscovery: DiscoveryFault | null = null;
  /** How the document differs from the provider behind it. */
  documentChanges: Readonly<Record<string, unknown>> = {};
  /** How clients authenticated at the token endpoint, in order. */
  readonly clientAuthentications: string[] = [];
  private readonly typed = new Map<string, Person>();
  private readonly chosen = new Map<string, Fault>();

  constructor(
    readonly url: string,
    readonly keys: KeyRing,
  ) {}

  person(id: string): Person | undefined {
    return personById(id) ?? this.typed.get(id);
  }

  remember(person: Person): Person {
    this.typed.set(person.id, person);
    return person;
  }

  /** Stores the fault of a sign-in under the grant that its tokens will name. */
  choose(grantId: string, fault: Fault | null): void {
    if (fault) this.chosen.set(grantId, fault);
  }

  faultOf(grantId: string | undefined): Fault | null {
    return (grantId && this.chosen.get(grantId)) || this.standing;
  }

  /** Sets or, with anything unknown, clears the standing fault. */
  stand(name: unknown): void {
    this.standing = isFault(name) ? name : null;
    this.standingDiscovery = isDiscoveryFault(name) ? name : null;
  }
}
