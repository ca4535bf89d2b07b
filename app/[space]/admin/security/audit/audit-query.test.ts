import { expect, test } from "vitest";
import { auditFilterOf, readAuditQuery } from "./audit-query";

test("event, person and days of an address become the filter, the last day whole", () => {
  const query = readAuditQuery({
    action: "domain.added",
    actor: "user_1",
    from: "2030-01-01",
    to: "2030-01-31",
    q: "ann",
  });
  expect(query.q).toBe("ann");
  expect(auditFilterOf(query)).toEqual({
    action: "domain.added",
    actorId: "user_1",
    from: new Date("2030-01-01T00:00:00.000Z"),
    to: new Date("2030-01-31T23:59:59.999Z"),
  });
});

test("invalid values are ignored", () => {
  const query = readAuditQuery({
    action: "nonsense",
    actor: "'; drop",
    from: "2030-99-99",
    to: ["2030-01-01"],
  });
  expect(auditFilterOf(query)).toEqual({});
});
