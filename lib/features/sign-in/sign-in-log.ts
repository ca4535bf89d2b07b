import { viewAttempt } from "@/lib/features/audit/audit-views";
import { findConnection } from "@/lib/features/connections/find-connection";
import { providerLabel } from "@/lib/features/test-runs/test-result-view";
import { explain } from "@/lib/model/explanations/catalogue";
import { type FixPlace, fixPlace } from "@/lib/model/explanations/fix-place";
import { displayName } from "@/lib/model/people/person";
import type { Check, FixedBy } from "@/lib/model/refusals/validation-result";
import type { AttemptStatus, SignInAttempt } from "@/lib/model/sign-in/attempt";
import { csvLine } from "@/lib/model/text/csv";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { AttemptInFullView, AttemptView } from "@/lib/schemas/audit";

export interface SignInFilter {
  status?: string;
  connectionId?: string;
  userId?: string;
}

/** A row of the sign-in log, its refusal in a sentence. */
export interface SignInLine extends AttemptView {
  /** The cause, for the administrator; `null` if nothing was refused. */
  causeSentence: string | null;
}

/** One sign-in with all its details. */
export interface SignInDetails extends SignInLine {
  checks: Check[];
  explanation: { cause: string; fix: string; forPerson: string; fixedBy: FixedBy } | null;
  fixAt: FixPlace | null;
  address: string | null;
  returnTo: string | null;
  /** The provider's name in sentences. */
  providerName: string;
  /** True if the connection can still be opened. */
  connectionExists: boolean;
  person: { id: string; name: string } | null;
}

type Reads = Pick<Dependencies, "store" | "now">;
type Where = Pick<Context, "space">;

/** An attempt that nobody finished in time has expired, even before the clean-up. */
function statusAt(attempt: SignInAttempt, now: Date): AttemptStatus {
  const open = attempt.status === "started" || attempt.status === "answered";
  return open && attempt.expiresAt <= now ? "expired" : attempt.status;
}

function line(attempt: SignInAttempt, now: Date): SignInLine {
  const { refusalCode } = attempt;
  return {
    ...viewAttempt(attempt),
    status: statusAt(attempt, now),
    causeSentence: refusalCode === null ? null : explain(refusalCode, attempt.protocol).cause,
  };
}

/** The sign-in log of the space, newest first. Search also finds an attempt by its reference. */
export async function readSignInLog(
  deps: Reads,
  { space }: Where,
  query: PageQuery & SignInFilter,
): Promise<Page<SignInLine>> {
  const now = deps.now();
  const page = await deps.store.attempts.page(space.id, query);
  return { ...page, rows: page.rows.map((attempt) => line(attempt, now)) };
}

/**
 * One attempt of this space by its reference; `null` for any other, and for test runs, which have results of their
 * own.
 */
export async function readSignIn(
  deps: Reads,
  { space }: Where,
  attemptId: string,
): Promise<SignInDetails | null> {
  const attempt = await deps.store.attempts.byId(attemptId);
  if (attempt?.spaceId !== space.id || attempt.testRunId !== null) return null;
  const found = await findConnection(deps.store, space.id, attempt.connectionId);
  const { refusalCode, email } = attempt;
  const explanation = refusalCode === null ? null : explain(refusalCode, attempt.protocol);
  return {
    ...line(attempt, deps.now()),
    checks: attempt.cause?.checks ?? [],
    explanation,
    fixAt: refusalCode === null ? null : fixPlace(refusalCode),
    address: attempt.address,
    returnTo: attempt.returnTo,
    providerName: found ? providerLabel(found.connection) : attempt.connectionName,
    connectionExists: found !== null,
    person: await personOf(deps, space.id, attempt.userId, email),
  };
}

/** An attempt with its details as programs read it. */
export function viewAttemptInFull(details: SignInDetails): AttemptInFullView {
  const { causeSentence: _, fixAt: __, returnTo: ___, providerName: ____, ...view } = details;
  return { ...view, explanation: view.explanation && explanationOf(view.explanation) };
}

const explanationOf = ({ cause, fix, forPerson, fixedBy }: NonNullable<SignInDetails["explanation"]>) => ({
  cause,
  fix,
  forPerson,
  fixedBy,
});

/** The member behind the attempt: the one it admitted, else the one with the address that it named. */
async function personOf({ store }: Reads, spaceId: string, userId: string | null, email: string | null) {
  const id = userId ?? (email === null ? null : ((await store.users.byEmail(email))?.id ?? null));
  const member = id === null ? null : await store.membershipsOf(spaceId).member(id);
  return member && { id: member.userId, name: displayName(member.user) };
}

const batch = 200;
const columns = [
  "reference",
  "started",
  "finished",
  "outcome",
  "connection",
  "protocol",
  "begun_by",
  "email",
  "refusal",
  "received",
  "expected",
];

/**
 * The log as a file, page by page, oldest first, so that rows that are added meanwhile are at its end. CSV contains
 * no formulas; JSON is a list.
 */
export async function* exportSignIns(
  deps: Reads,
  where: Where,
  filter: SignInFilter & { search?: string },
  format: "csv" | "json",
): AsyncGenerator<string> {
  yield format === "csv" ? csvLine(columns) : "[";
  let written = 0;
  for (let page = 1; ; page += 1) {
    const part = { ...filter, page, pageSize: batch, sort: "createdAt", direction: "asc" } as const;
    const { rows } = await readSignInLog(deps, where, part);
    if (rows.length > 0) {
      yield rows
        .map((row, index) =>
          format === "csv"
            ? csvLine(cells(row))
            : `${written + index > 0 ? ",\n" : "\n"}${JSON.stringify(row)}`,
        )
        .join("");
    }
    written += rows.length;
    if (rows.length < batch) break;
  }
  if (format === "json") yield "\n]\n";
}

function cells(row: SignInLine): (string | null)[] {
  return [
    row.id,
    row.createdAt,
    row.finishedAt,
    row.status,
    row.connection.name,
    row.protocol,
    row.initiatedBy,
    row.email,
    row.refusalCode,
    row.cause?.received ?? null,
    row.cause?.expected ?? null,
  ];
}

/** The filters of the log: the space's connections, and the person with the given address. */
export async function signInChoices(
  { store }: Pick<Dependencies, "store">,
  { space }: Where,
  userId: string | null,
): Promise<{ connections: Choice[]; person: Choice | null }> {
  const used = await store.spaceConnectionsOf(space.id).all({});
  const connections = used
    .filter(({ option }) => option !== null)
    .map(({ connection }) => ({ value: connection.id, label: connection.name }));
  const member = userId === null ? null : await store.membershipsOf(space.id).member(userId);
  return { connections, person: member && { value: member.userId, label: displayName(member.user) } };
}

export interface Choice {
  value: string;
  label: string;
}
