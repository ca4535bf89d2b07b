import { describe, expect, test } from "vitest";
import { webhookMessages } from "@/lib/model/webhooks/webhook-messages";
import { problemView } from "../../api-problem";
import { allOperations } from "../all-operations";
import { problemDocs } from "../problems";
import { examples } from "./all";
import { messageExamples } from "./messages";
import { problemExamples } from "./problems";

describe("the examples", () => {
  test("are there for every operation, and for no other", () => {
    expect(Object.keys(examples).toSorted()).toEqual(allOperations.map(({ id }) => id).toSorted());
  });

  test.each(allOperations.map((operation) => [operation.id, operation] as const))(
    "of %s fit its schemas",
    (id, { body, response }) => {
      const { request, response: answer } = examples[id] ?? {};
      expect(request !== undefined).toBe(body !== undefined);
      if (body) expect(body.safeParse(request).error).toBeUndefined();
      expect(answer !== undefined).toBe(response !== undefined);
      if (!response) return;
      const parsed = response.safeParse(answer);
      expect(parsed.error).toBeUndefined();
      // Nothing that the schema does not know.
      expect(answer).toEqual(parsed.data);
    },
  );

  test("show every problem in the form in which it is answered", () => {
    expect(Object.keys(problemExamples).toSorted()).toEqual(problemDocs.map(({ code }) => code).toSorted());
    for (const { code, statuses } of problemDocs) {
      const problem = problemView.strict().parse(problemExamples[code]);
      expect(problem.code).toBe(code);
      expect(statuses).toContain(problem.status);
    }
  });

  test("show every message of a webhook", () => {
    expect(Object.keys(messageExamples)).toEqual(webhookMessages.map(({ type }) => type));
    for (const { type, message } of webhookMessages) {
      const parsed = message.safeParse(messageExamples[type]);
      expect(parsed.error).toBeUndefined();
      expect(messageExamples[type]).toEqual(parsed.data);
    }
  });
});
