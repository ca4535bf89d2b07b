import { expect, test } from "vitest";
import { housekeepingIn } from "@/lib/db/repositories/housekeeping";
import { dryRun, dryRunAsCsv } from "@/lib/features/directories/dry-run";
import { dryRunCsv } from "@/lib/features/directories/explain-dry-run";
import { feedFacts } from "@/lib/features/directories/feed-facts";
import { matchPerson } from "@/lib/features/directories/match-person";
import { removeDirectory } from "@/lib/features/directories/remove-directory";
import {
  readReview,
  readReviewProgress,
  reviewAsCsv,
  reviewDirectory,
} from "@/lib/features/directories/review-directory";
import type { DryRunKind } from "@/lib/model/directories/dry-run-words";
import type { Context } from "@/lib/ports/context";
import type { PageQuery } from "@/lib/ports/page";
import { FeedScene } from "./testing/feed-scene";
import { aCustomer, resultOf } from "./testing/scim-lab";

const scene = new FeedScene();
let made = 0;

const review = async () =>
  resultOf(await reviewDirectory(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id)).id;

const read = (
  reviewId: string,
  query: PageQuery & { kind?: DryRunKind } = {},
  ctx: Context = scene.acme.ctx,
  directoryId = scene.acme.directory.id,
) => readReview(scene.lab.deps, ctx, { directoryId, reviewId }, query);

const namesOf = async (reviewId: string, query: PageQuery & { kind?: DryRunKind }) =>
  (await read(reviewId, query))?.people.rows.map(({ userName }) => userName);

async function textOf(parts: AsyncIterable<string> | Iterable<string>): Promise<string> {
  let text = "";
  for await (const part of parts) text += part;
  return text;
}

/** Two who join, two from elsewhere, and one who has left before. */
async function furnished(): Promise<void> {
  await scene.withRules({}, { editor: 5 });
  const bea = await scene.hire("bea");
  await scene.hire("Abe");
  await scene.group("Authors", [bea]);
  for (const name of ["zed", "gus"])
    await scene.hire(name, { userName: `${name}@elsewhere.example`, externalId: `ext-${name}` });
  await scene.hire("leo", { active: false });
}

test("a review has pages, those to look at first, and the numbers of all", async () => {
  await furnished();
  const id = await review();
  const whole = resultOf(await dryRun(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id));
  const first = await read(id, { pageSize: 2 });
  expect(first?.people).toMatchObject({
    total: 5,
    rows: [{ userName: "gus@elsewhere.example" }, { userName: "zed@elsewhere.example" }],
  });
  expect(await namesOf(id, { pageSize: 2, page: 2 })).toEqual([scene.at("Abe"), scene.at("bea")]);
  expect(await namesOf(id, { pageSize: 2, page: 3 })).toEqual([scene.at("leo")]);
  expect(first?.review.numbers).toEqual({
    people: 5,
    outcomes: { matched: 0, new: 3, conflicting: 2, ambiguous: 0 },
    kinds: { problem: 2, leaves: 0, joins: 2, waits: 0, returns: 0, changes: 0, stays: 1 },
    leaving: 0,
    needed: { reader: 1, editor: 1, admin: 0 },
    licences: whole.licences,
    isWhole: true,
  });
  expect(whole.licences.editor).toEqual({ needed: 1, free: 5 });
  // On a page of its own, the numbers stay those of all.
  expect((await read(id, { pageSize: 2, page: 3 }))?.review.numbers.people).toBe(5);
});

test("a review is searched and narrowed; signs of patterns are signs", async () => {
  await furnished();
  const id = await review();
  expect(await namesOf(id, { search: "ELSEWHERE" })).toHaveLength(2);
  expect(await namesOf(id, { search: "abe@" })).toEqual([scene.at("Abe")]);
  expect(await namesOf(id, { kind: "joins" })).toHaveLength(2);
  expect(await namesOf(id, { kind: "joins", search: "bea" })).toEqual([scene.at("bea")]);
  for (const search of ["%", "_be@", "a\\be"]) expect(await namesOf(id, { search })).toEqual([]);
  expect(await namesOf(id, { kind: "returns" })).toEqual([]);
});

test("its file has everybody, as the dry run's has", async () => {
  await furnished();
  const id = await review();
  const { directory, ctx } = scene.acme;
  const parts = await reviewAsCsv(scene.lab.deps, ctx, { directoryId: directory.id, reviewId: id });
  const text = await textOf(parts ?? []);
  expect(text).toBe(dryRunCsv(resultOf(await dryRun(scene.lab.deps, ctx, directory.id))));
  // Without a review, it is made as it is sent.
  expect(await textOf(resultOf(await dryRunAsCsv(scene.lab.deps, ctx, directory.id)))).toBe(text);
  const other = await aCustomer(scene.lab, { domain: `elsewhere${++made}.example` });
  expect(await dryRunAsCsv(scene.lab.deps, other.ctx, directory.id)).toMatchObject({
    problem: { code: "directory_not_found" },
  });
  expect(text.split("\r\n").filter(Boolean)).toHaveLength(6);
});

test("more people than are looked at or written at once are all in it, once", async () => {
  const names = Array.from({ length: 120 }, (_, number) => `p${String(number).padStart(3, "0")}`);
  for (const name of names) await scene.hire(name);
  const id = await review();
  const seen = new Set<string>();
  for (const page of [1, 2, 3])
    for (const name of (await namesOf(id, { pageSize: 50, page })) ?? []) seen.add(name);
  expect([...seen].toSorted()).toEqual(names.map(scene.at));
  expect((await read(id))?.review.numbers.kinds.joins).toBe(120);
});

test("a page can wait for a review that is being made, and sees how far it has come", async () => {
  await furnished();
  const { directory, ctx } = scene.acme;
  const progress = () => readReviewProgress(scene.lab.deps, ctx, directory.id);
  expect(resultOf(await progress())).toEqual({ lookedAt: null, people: 5 });
  const reviews = scene.store.directoryReviewsOf(directory);
  await reviews.begin("drev_slow", scene.lab.deps.now());
  const [found] = resultOf(await dryRun(scene.lab.deps, ctx, directory.id)).rows;
  if (!found) throw new Error("nobody is in the directory");
  expect(resultOf(await progress()).lookedAt).toBe(0);
  await reviews.add("drev_slow", 0, [{ kind: "joins", found }]);
  expect(resultOf(await progress()).lookedAt).toBe(1);

  const other = await aCustomer(scene.lab, { domain: `elsewhere${++made}.example` });
  expect(await readReviewProgress(scene.lab.deps, other.ctx, directory.id)).toMatchObject({
    problem: { code: "directory_not_found" },
  });
  expect(
    resultOf(await readReviewProgress(scene.lab.deps, other.ctx, other.directory.id)).lookedAt,
  ).toBeNull();
  // The process that made it is gone.
  scene.lab.clock.forward(10 * 60);
  expect(resultOf(await progress()).lookedAt).toBeNull();
});

test("who many people are is asked in one statement, not in one for each", async () => {
  for (const name of ["ann", "ben", "cat"]) await scene.hire(name);
  const { directory } = scene.acme;
  const questions: (readonly string[])[] = [];
  const { users } = scene.store;
  const store = {
    ...scene.store,
    users: {
      ...users,
      byEmails(emails: readonly string[]) {
        questions.push(emails);
        return users.byEmails(emails);
      },
    },
  };
  const people = await store.directoryPeopleListsOf(directory).after("", 10);
  const facts = feedFacts(store, directory);
  const matches = await Promise.all(people.map((person) => matchPerson(facts, person)));
  expect(matches.map(({ kind }) => kind)).toEqual(["new", "new", "new"]);
  expect(questions.map((emails) => emails.toSorted())).toEqual([["ann", "ben", "cat"].map(scene.at)]);
});

test("a review is nobody else's, whichever ids are put together", async () => {
  await furnished();
  const id = await review();
  const other = await aCustomer(scene.lab, { domain: `elsewhere${++made}.example` });
  expect(await read(id, {}, other.ctx)).toBeNull();
  expect(await read(id, {}, other.ctx, other.directory.id)).toBeNull();
  expect(await read(id, {}, scene.acme.ctx, other.directory.id)).toBeNull();
  const named = { directoryId: other.directory.id, reviewId: id };
  expect(await reviewAsCsv(scene.lab.deps, other.ctx, named)).toBeNull();
  expect(await reviewDirectory(scene.lab.deps, other.ctx, scene.acme.directory.id)).toMatchObject({
    problem: { code: "directory_not_found" },
  });
  expect(await read("drev_unknown")).toBeNull();
  expect((await read(id))?.people.total).toBe(5);
});

test("a review stays as it was, goes stale within the hour, and is gone after a day or with its directory", async () => {
  await furnished();
  const id = await review();
  await scene.hire("new");
  expect((await read(id))?.people.total).toBe(5);
  const later = await review();
  expect((await read(later))?.people.total).toBe(6);
  expect((await read(id))?.people.total).toBe(5);
  // A colleague who checks again and again leaves no more than three behind.
  scene.lab.clock.forward(1);
  const newest = [await review(), await review(), await review()];
  expect(await read(id)).toBeNull();
  for (const each of newest) expect((await read(each))?.people.total).toBe(6);

  scene.lab.clock.forward(59 * 60);
  expect(await read(newest[0] ?? "")).not.toBeNull();
  scene.lab.clock.forward(60);
  expect(await read(newest[0] ?? "")).toBeNull();

  const housekeeping = housekeepingIn(scene.lab.database.db);
  const inHours = (hours: number) => new Date(scene.lab.deps.now().getTime() + hours * 3_600_000);
  expect((await housekeeping.prune(inHours(22))).directory_reviews).toBe(0);
  expect((await housekeeping.prune(inHours(24))).directory_reviews).toBeGreaterThanOrEqual(3);
  const last = await review();
  resultOf(await removeDirectory(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id, "keep"));
  expect(await read(last)).toBeNull();
});
