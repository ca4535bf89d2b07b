import type { DirectoryReview } from "@/lib/db/repositories/directory-reviews";
import type { Directory } from "@/lib/model/directories/directory";
import { countIn, nobodyCounted } from "@/lib/model/directories/dry-run-numbers";
import { type DryRunKind, tellDryRun } from "@/lib/model/directories/dry-run-words";
import { type ReviewedRow, reviewMinutes } from "@/lib/model/directories/review";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { ReviewProgressView } from "@/lib/schemas/directory-views";
import { dryRunParts, licencesFor, mostRows } from "./dry-run";
import type { DryRunRow } from "./dry-run-row";
import { dryRunCsvHead, dryRunCsvLines, explained } from "./explain-dry-run";
import { findDirectory } from "./manage-directories";

/** So many are kept: a colleague's pages go on while somebody checks again. */
const kept = 3;
/** One that has taken longer was given up: the process that made it is gone. */
const longestMinutes = 10;
/** So many rows of a file are read at once. */
const atOnce = 1_000;

/**
 * Makes a dry run and keeps it for the pages of its list: to work it out again for each page would ask the database for
 * everybody each time. Returns its id.
 */
export async function reviewDirectory(
  deps: Pick<Dependencies, "store" | "secrets" | "now">,
  ctx: Pick<Context, "space">,
  directoryId: string,
): Promise<Outcome<{ id: string }>> {
  const found = await findDirectory(deps.store, ctx, directoryId);
  if (!found.ok) return found;
  const reviews = deps.store.directoryReviewsOf(found.value);
  const id = deps.secrets.id("drev");
  await reviews.begin(id, deps.now());
  await reviews.keepNewest(kept);
  const numbers = nobodyCounted();
  for await (const part of dryRunParts(deps.store, found.value)) {
    await reviews.add(id, numbers.people, part.map(keptRow));
    countIn(numbers, part);
  }
  const { people } = await deps.store.directoryPeopleListsOf(found.value).counts();
  await reviews.finish(id, {
    ...numbers,
    licences: await licencesFor(deps.store, ctx, numbers.needed),
    isWhole: numbers.people < mostRows || people <= numbers.people,
  });
  return done({ id });
}

function keptRow(row: DryRunRow): { kind: DryRunKind; found: ReviewedRow } {
  // The words follow from the rest.
  const { explanation: _, ...found } = row;
  return { kind: tellDryRun(row).kind, found };
}

/** How far the newest dry run that is being made has come; `null`: none is. For a page that waits. */
export async function readReviewProgress(
  { store, now }: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  directoryId: string,
): Promise<Outcome<ReviewProgressView>> {
  const found = await findDirectory(store, ctx, directoryId);
  if (!found.ok) return found;
  const since = new Date(now().getTime() - longestMinutes * 60_000);
  const lookedAt = await store.directoryReviewsOf(found.value).lookedAt(since);
  const { people } = await store.directoryPeopleListsOf(found.value).counts();
  return done({ lookedAt, people: Math.min(people, mostRows) });
}

interface Named {
  directoryId: string;
  reviewId: string;
}

/** One page of a kept dry run, with the numbers of all; `null` if there is none, or if it has gone stale. */
export async function readReview(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  named: Named,
  query: PageQuery & { kind?: DryRunKind },
): Promise<{ review: DirectoryReview; people: Page<ReviewedRow> } | null> {
  const found = await findReview(deps, ctx, named);
  if (!found) return null;
  const { review, directory } = found;
  return { review, people: await deps.store.directoryReviewsOf(directory).page(review.id, query) };
}

/** Everybody of a kept dry run as comma-separated values, in parts; `null` if there is none, or it has gone stale. */
export async function reviewAsCsv(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  named: Named,
): Promise<AsyncGenerator<string> | null> {
  const found = await findReview(deps, ctx, named);
  return found && csvParts(deps, found.directory, found.review.id);
}

async function* csvParts(
  { store }: Pick<Dependencies, "store">,
  directory: Directory,
  reviewId: string,
): AsyncGenerator<string> {
  yield dryRunCsvHead();
  for (let after = -1; ; after += atOnce) {
    const rows = await store.directoryReviewsOf(directory).after(reviewId, after, atOnce);
    yield dryRunCsvLines(rows.map(explained));
    if (rows.length < atOnce) return;
  }
}

async function findReview(
  { store, now }: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  { directoryId, reviewId }: Named,
): Promise<{ directory: Directory; review: DirectoryReview } | null> {
  const found = await findDirectory(store, ctx, directoryId);
  if (!found.ok) return null;
  const since = new Date(now().getTime() - reviewMinutes * 60_000);
  const review = await store.directoryReviewsOf(found.value).byId(reviewId, since);
  return review && { directory: found.value, review };
}
