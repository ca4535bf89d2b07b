import { describe, expect, test } from "vitest";
import { directoryProviders } from "@/lib/model/directories/directory";
import { directoryGuides } from "./catalogue";

const guides = directoryProviders.flatMap((id) =>
  directoryGuides[id].authentications.map((by) => ({
    guide: directoryGuides[id],
    by,
    name: `${id} by ${by}`,
  })),
);

test("there is a guide for each provider, under its own id", () => {
  for (const id of directoryProviders) expect(directoryGuides[id].id).toBe(id);
  expect(guides.length).toBeGreaterThan(directoryProviders.length);
});

describe.each(guides)("the guide for $name", ({ guide, by }) => {
  const steps = guide.steps(by);
  const copied = steps.flatMap(({ copies = [] }) => copies);

  test("brings each value that is needed to a field, under the label that the form names", () => {
    const needed =
      by === "token" ? ["baseUrl", "token"] : ["baseUrl", "tokenUrl", "clientId", "clientSecret"];
    expect(copied).toEqual(expect.arrayContaining(needed));
    for (const { screen, copies = [], title } of steps) {
      const pasted = screen?.lines.flatMap((line) => (line.kind === "paste" ? [line] : [])) ?? [];
      expect(pasted.map(({ value }) => value).toSorted(), title).toEqual([...copies].toSorted());
      for (const { value, label } of pasted) expect(guide.labels[value], title).toBe(label);
    }
  });

  test("draws every step, with an open tab that exists and no line twice", () => {
    for (const { screen, title } of steps) {
      expect(screen?.lines.length, title).toBeGreaterThan(0);
      if (screen?.tabs) expect(screen.tabs, title).toContain(screen.open);
      const keys = screen?.lines.map(({ kind, label }) => `${kind} ${label}`) ?? [];
      expect(new Set(keys).size, title).toBe(keys.length);
    }
  });

  test("is written in whole sentences, with its marks in pairs", () => {
    for (const sentence of [...steps.map(({ text }) => text), ...guide.notes, guide.rhythm]) {
      expect(sentence).toMatch(/^[A-Z*`].*[.:]$/s);
      expect(sentence.split("**").length % 2).toBe(1);
      expect(sentence.split("`").length % 2).toBe(1);
    }
    for (const { title } of steps) expect(title).toMatch(/^[A-Z][^.!?]+$/);
    expect(steps.length).toBeGreaterThanOrEqual(4);
  });
});
