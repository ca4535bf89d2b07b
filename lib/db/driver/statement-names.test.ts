import { expect, test } from "vitest";
import { StatementNames } from "./statement-names";

test("a statement has a name from its third use on, always the same and its own", () => {
  const names = new StatementNames();
  const asked = (text: string) => [names.of(text), names.of(text), names.of(text), names.of(text)];
  expect(asked("select 1")).toEqual([undefined, undefined, "s1", "s1"]);
  expect(asked("select 2")).toEqual([undefined, undefined, "s2", "s2"]);
  expect(names.of("select 1")).toBe("s1");
});

test("long ones have none, nor do further ones when many have a name", () => {
  const names = new StatementNames();
  const often = (text: string) => [1, 2, 3].map(() => names.of(text)).at(-1);
  expect(often(`select '${"x".repeat(10_000)}'`)).toBeUndefined();
  for (let number = 1; number <= 300; number += 1) expect(often(`select ${number}`)).toBe(`s${number}`);
  expect(often("select 'one more'")).toBeUndefined();
  expect(names.of("select 300")).toBe("s300");
});

test("statements that are built differently each time do not accumulate", () => {
  const names = new StatementNames();
  names.of("select 'rare'");
  names.of("select 'rare'");
  for (let number = 0; number < 2_000; number += 1) names.of(`select ${number}`);
  // Forgotten meanwhile, and so counted from the start.
  expect([names.of("select 'rare'"), names.of("select 'rare'"), names.of("select 'rare'")]).toEqual([
    undefined,
    undefined,
    "s1",
  ]);
});
