import { expect, test } from "vitest";
import { done, refused } from "@/lib/model/outcome";
import { formResult } from "./form-result";

test("says what was received and expected, at the form's own field", () => {
  const outcome = refused("invalid", "metadata_is_html", "This is a web page.", {
    field: "metadataXml",
    received: "<html>",
    expected: "EntityDescriptor",
  });
  expect(formResult(outcome, { metadataXml: "metadataFile" })).toMatchObject({
    problem: {
      field: "metadataFile",
      message: "This is a web page. Received: <html>. Expected: EntityDescriptor.",
    },
  });
});

test("a revision is not a field: the sentence is shown for the whole form, without numbers", () => {
  const outcome = refused("conflict", "stale_revision", "Ann has changed it.", {
    field: "revision",
    received: "3",
  });
  expect(formResult(outcome, { revision: null })).toEqual({
    ok: false,
    problem: {
      kind: "conflict",
      code: "stale_revision",
      message: "Ann has changed it.",
      received: "3",
      expected: undefined,
    },
  });
});

test("leaves a success unchanged", () => {
  expect(formResult(done(1))).toEqual({ ok: true, value: 1 });
});
