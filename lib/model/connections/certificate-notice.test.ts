import { expect, test } from "vitest";
import { dueNotice } from "./certificate-notice";

const end = new Date("2027-06-30T12:00:00Z");
const before = (days: number, ms = 0) => new Date(end.getTime() - days * 86_400_000 + ms);

test.each([
  ["more than thirty days before", before(30, -1), null],
  ["thirty days before", before(30), 30],
  ["eight days before", before(8), 30],
  ["seven days before", before(7), 7],
  ["a day before", before(1), 1],
  ["an hour before", before(0, -3_600_000), 1],
  ["when it ends", before(0), 0],
  ["long after", before(-400), 0],
])("%s the notice is %s", (_when, now, notice) => {
  expect(dueNotice(end, now)).toBe(notice);
});
