/** The steps from an empty space to one that signs in with its own provider, in their order. */
export const setupSteps = ["domain", "connect", "test", "activate", "people", "require"] as const;
export type SetupStep = (typeof setupSteps)[number];

/** The facts behind the steps. */
export interface SetupFacts {
  verifiedDomains: readonly string[];
  /** The connections that count in the space, the most advanced first. */
  connections: readonly SetupConnection[];
  /** Active people who can use single sign-on, and those of them who have signed in through a connection. */
  expected: number;
  throughConnections: number;
  /** A directory brings people in by itself. */
  hasDirectory: boolean;
  passwordsForEveryone: boolean;
}

export interface SetupConnection {
  id: string;
  name: string;
  /** A version has been saved. */
  configured: boolean;
  tested: boolean;
  status: "draft" | "active" | "disabled";
}

export interface SetupProgress {
  steps: { step: SetupStep; done: boolean }[];
  done: number;
  /** The first step that is not done; `null` if all are. */
  next: SetupStep | null;
  /** The most advanced connection. */
  connection: SetupConnection | null;
}

const rank = ({ status, tested, configured }: SetupConnection) =>
  status === "active" ? 4 : status === "disabled" ? 3 : tested ? 2 : configured ? 1 : 0;

/** The set-up progress of a space. A step that was done once and is undone counts as not done. */
export function setupProgress(facts: SetupFacts): SetupProgress {
  const connection = facts.connections.toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
  const reached = connection ? rank(connection) : -1;
  const isDone: Record<SetupStep, boolean> = {
    domain: facts.verifiedDomains.length > 0,
    connect: reached >= 1,
    test: reached >= 2,
    activate: reached >= 4,
    // Half of them: the first one alone has not been invited, and somebody is always away.
    people:
      facts.hasDirectory || (facts.throughConnections > 0 && facts.throughConnections * 2 >= facts.expected),
    require: !facts.passwordsForEveryone,
  };
  const steps = setupSteps.map((step) => ({ step, done: isDone[step] }));
  return {
    steps,
    done: steps.filter(({ done }) => done).length,
    next: steps.find(({ done }) => !done)?.step ?? null,
    connection,
  };
}
