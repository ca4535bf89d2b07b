import { expect, test } from "vitest";
import { askedTogether } from "./asked-together";

/** What was asked, and an answer for every key but "nobody". */
function asked() {
  const questions: string[][] = [];
  const about = askedTogether(async (keys) => {
    questions.push(keys);
    return new Map(keys.filter((key) => key !== "nobody").map((key) => [key, `${key}!`]));
  });
  return { questions, about };
}

test("keys of one turn go into one question, each once; later ones into the next", async () => {
  const { questions, about } = asked();
  expect(await Promise.all([about("a"), about("b"), about("a"), about("nobody")])).toEqual([
    "a!",
    "b!",
    "a!",
    undefined,
  ]);
  expect(await Promise.all([about("b"), about("c")])).toEqual(["b!", "c!"]);
  expect(questions).toEqual([["a", "b", "nobody"], ["c"]]);
});

test("a question that fails fails for those who asked it, and the next one is asked", async () => {
  let fails = true;
  const about = askedTogether(async (keys) => {
    if (fails) throw new Error("away");
    return new Map(keys.map((key) => [key, key]));
  });
  const first = await Promise.allSettled([about("a"), about("b")]);
  expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  fails = false;
  expect(await about("c")).toBe("c");
});
