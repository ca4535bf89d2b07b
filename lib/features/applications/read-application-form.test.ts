import { expect, test } from "vitest";
import { keptSpaces } from "./read-application-form";

const before = [
  { applicationId: "app_1", spaceId: "space_1", roles: ["admin" as const], teamIds: ["team_1"] },
  { applicationId: "app_1", spaceId: "space_2", roles: [], teamIds: [] },
];
const plain = (spaceId: string) => ({ spaceId, roles: [], teamIds: [] });
const narrowed = { spaceId: "space_1", roles: ["admin"], teamIds: ["team_1"] };

test("a form with slugs only grants nothing more in a space that has chosen roles and teams", () => {
  const spaces = [plain("space_1"), plain("space_3")];
  expect(keptSpaces(before, { openTo: "chosen", spaces })).toEqual([narrowed, plain("space_3")]);
  expect(keptSpaces(before, { openTo: "all", spaces: [] })).toEqual([narrowed, plain("space_2")]);
});

test("a space that is omitted is closed", () => {
  expect(keptSpaces(before, { openTo: "chosen", spaces: [] })).toEqual([]);
});
