import { describe, expect, test } from "vitest";
import { z } from "zod";
import { apiListFields, pageOf, readCursor, writeCursor } from "./list-query";

describe("the query of an API's list", () => {
  const schema = z.object(apiListFields);
  test("begins with fifty", () => {
    expect(pageOf(schema.parse({}))).toEqual({ page: 1, pageSize: 50 });
  });
  test("continues at a cursor, with the limit that it was created with", () => {
    expect(pageOf(schema.parse({ limit: "10", cursor: writeCursor(4, 25) }))).toEqual({
      page: 4,
      pageSize: 25,
    });
  });
  test("refuses foreign cursors and limits out of bounds", () => {
    for (const cursor of ["x", "", "cDE", writeCursor(1, 999), "💥"]) {
      expect(readCursor(cursor)).toBeNull();
      expect(schema.safeParse({ cursor }).success).toBe(false);
    }
    for (const limit of ["0", "201", "ten", "1.5"]) expect(schema.safeParse({ limit }).success).toBe(false);
  });
});
