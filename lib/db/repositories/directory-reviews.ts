import { and, asc, desc, eq, gt, isNotNull, isNull, notInArray, sql } from "drizzle-orm";
import { directoryReviewPeople, directoryReviews } from "@/drizzle/schema/directories";
import { type DryRunKind, dryRunKinds } from "@/lib/model/directories/dry-run-words";
import type { ReviewedRow, ReviewNumbers } from "@/lib/model/directories/review";
import type { Page, PageQuery } from "@/lib/ports/page";
import type { Database } from "../driver/database";
import { listOrder, readPage, searching } from "../driver/paging";
import { insertMany } from "../driver/parts";

/** A dry run that is kept for the pages of its list. */
export interface DirectoryReview {
  id: string;
  at: Date;
  numbers: ReviewNumbers;
}

/** The kept dry runs of one directory. */
// Over 60 lines: one short method per query, over one handle.
export function directoryReviewsIn(db: Database, directory: { id: string; organizationId: string }) {
  const here = and(
    eq(directoryReviews.directoryId, directory.id),
    eq(directoryReviews.organizationId, directory.organizationId),
  );
  const peopleOf = (reviewId: string) =>
    and(eq(directoryReviewPeople.reviewId, reviewId), eq(directoryReviewPeople.directoryId, directory.id));
  return {
    /** Begins one, which is found once it is finished. */
    async begin(id: string, at: Date) {
      await db
        .insert(directoryReviews)
        .values({ id, directoryId: directory.id, organizationId: directory.organizationId, at });
    },
    /** Adds what was found for further people; the first of them has this position. */
    async add(reviewId: string, first: number, rows: readonly { kind: DryRunKind; found: ReviewedRow }[]) {
      const people = rows.map(({ kind, found }, index) => ({
        reviewId,
        directoryId: directory.id,
        position: first + index,
        kind,
        urgency: dryRunKinds.indexOf(kind),
        names: [found.userName, ...found.users].join("\n").toLowerCase(),
        found,
      }));
      await insertMany(db, directoryReviewPeople, people, sql`do nothing`);
    },
    /** How many people the newest one has looked at that was begun since and is not finished; `null`: there is none. */
    async lookedAt(since: Date): Promise<number | null> {
      const { id, at, numbers } = directoryReviews;
      const [row] = await db
        .select({ id })
        .from(directoryReviews)
        .where(and(here, isNull(numbers), gt(at, since)))
        .orderBy(desc(at), desc(id))
        .limit(1);
      return row ? db.$count(directoryReviewPeople, peopleOf(row.id)) : null;
    },
    async finish(id: string, numbers: ReviewNumbers) {
      await db
        .update(directoryReviews)
        .set({ numbers })
        .where(and(here, eq(directoryReviews.id, id)));
    },
    /** A finished one that was begun after this moment. */
    async byId(id: string, since: Date): Promise<DirectoryReview | null> {
      const { numbers } = directoryReviews;
      const [row] = await db
        .select({ id: directoryReviews.id, at: directoryReviews.at, numbers })
        .from(directoryReviews)
        .where(and(here, eq(directoryReviews.id, id), isNotNull(numbers), gt(directoryReviews.at, since)));
      // Written from the same type.
      return row ? { ...row, numbers: row.numbers as ReviewNumbers } : null;
    },
    /** What was found, those to look at first. Search covers the names that the provider gives, and addresses. */
    page(reviewId: string, query: PageQuery & { kind?: DryRunKind }): Promise<Page<ReviewedRow>> {
      const { found, kind, names, position, urgency } = directoryReviewPeople;
      const where = and(peopleOf(reviewId), searching(query, names), query.kind && eq(kind, query.kind));
      const order = listOrder(query, { urgency }, { sort: "urgency", direction: "asc" }, names, position);
      return readPage(
        query,
        order,
        (limit, offset) =>
          db
            .select({ found, place: order.place })
            .from(directoryReviewPeople)
            .where(and(where, order.after))
            .orderBy(...order.orderBy)
            .limit(limit)
            .offset(offset),
        () => db.$count(directoryReviewPeople, where),
        (row) => row.found as ReviewedRow,
      );
    },
    /** In the order of the feed, after a position. */
    async after(reviewId: string, position: number, limit: number): Promise<ReviewedRow[]> {
      const rows = await db
        .select({ found: directoryReviewPeople.found })
        .from(directoryReviewPeople)
        .where(and(peopleOf(reviewId), gt(directoryReviewPeople.position, position)))
        .orderBy(asc(directoryReviewPeople.position))
        .limit(limit);
      return rows.map(({ found }) => found as ReviewedRow);
    },
    /** Deletes all but the newest. */
    async keepNewest(number: number) {
      const newest = db
        .select({ id: directoryReviews.id })
        .from(directoryReviews)
        .where(here)
        .orderBy(desc(directoryReviews.at), desc(directoryReviews.id))
        .limit(number);
      await db.delete(directoryReviews).where(and(here, notInArray(directoryReviews.id, newest)));
    },
  };
}
