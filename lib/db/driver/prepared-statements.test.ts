import { afterAll, beforeAll, expect, test } from "vitest";
import { EmbeddedClient } from "./embedded-client";

let client: EmbeddedClient;
beforeAll(async () => {
  client = new EmbeddedClient();
  await client.exec("create table things (id text primary key, size int, facts jsonb, at timestamptz)");
});
afterAll(() => client.close());

const add = "insert into things values ($1, $2, $3, $4) returning size, facts, at";

test("values of every kind are stored and read back the same, the first time and later", async () => {
  const at = new Date("2026-02-03T04:05:06.789Z");
  for (const id of ["first", "second"]) {
    const { rows } = await client.query(add, [id, 7, { quoted: `"'\\`, none: null }, at]);
    expect(rows).toEqual([{ size: 7, facts: { quoted: `"'\\`, none: null }, at }]);
  }
  const { rows } = await client.query(add, ["third", null, null, null]);
  expect(rows).toEqual([{ size: null, facts: null, at: null }]);
  expect((await client.query("update things set size = 1 where id <> $1", ["first"])).affectedRows).toBe(2);
});

test("a failing statement does not affect the next one, even in a transaction", async () => {
  for (let i = 0; i < 2; i++) {
    await expect(client.query("select nothing from things")).rejects.toMatchObject({ code: "42703" });
    await expect(client.query(add, ["first", 1, null, null])).rejects.toMatchObject({ code: "23505" });
    const doomed = client.transaction(async (tx) => {
      await tx.query(add, [`kept-${i}`, 1, null, null]);
      await tx.query(add, ["first", 1, null, null]);
    });
    await expect(doomed).rejects.toMatchObject({ code: "23505" });
  }
  const { rows } = await client.query("select id from things where id like $1", ["kept-%"]);
  expect(rows).toEqual([]);
});

test("more statements than are remembered", async () => {
  const one = (n: number) => client.query<{ n: number }>(`select ${n} + $1::int as n`, [1]);
  for (let n = 0; n < 320; n++) expect((await one(n)).rows).toEqual([{ n: n + 1 }]);
  expect((await one(0)).rows).toEqual([{ n: 1 }]);
  const { rows } = await client.query<{ kept: number }>(
    "select count(*)::int as kept from pg_prepared_statements",
  );
  expect(rows[0]?.kept).toBeLessThanOrEqual(300);
});
