import { expect, test } from "vitest";
import { fixPlace } from "./fix-place";

test.each([
  ["domain_not_verified", "domains"],
  ["not_provisioned", "new_person"],
  ["awaiting_approval", "approvals"],
  ["space_not_subscribed", null],
  ["a code of another version", "configure"],
  ["attempt_expired", null],
])("%s is fixed at %s", (code, place) => {
  expect(fixPlace(code)).toBe(place);
});
