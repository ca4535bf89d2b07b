import { describe, expect, test } from "vitest";
import { configurationState, nextOptionStatus, possibleEvents } from "./lifecycle";

describe("a sign-in option", () => {
  test("goes from draft to active, and between active and disabled", () => {
    expect(nextOptionStatus("draft", "activate")).toBe("active");
    expect(nextOptionStatus("active", "disable")).toBe("disabled");
    expect(nextOptionStatus("disabled", "enable")).toBe("active");
  });
  test("allows no other transition", () => {
    const allowed = [
      ["draft", "activate"],
      ["active", "disable"],
      ["disabled", "enable"],
    ];
    for (const status of ["draft", "active", "disabled"] as const)
      for (const event of ["activate", "disable", "enable"] as const)
        if (!allowed.some(([s, e]) => s === status && e === event))
          expect(nextOptionStatus(status, event), `${status} ${event}`).toBeNull();
  });
  test("offers only what is possible", () => {
    expect(possibleEvents("draft")).toEqual(["activate"]);
    expect(possibleEvents("active")).toEqual(["disable"]);
    expect(possibleEvents("disabled")).toEqual(["enable"]);
  });
});

describe("a configuration", () => {
  const now = new Date("2026-05-01T00:00:00Z");
  test("is live if the connection points to it, whatever its other states", () => {
    expect(
      configurationState(
        { id: "a", testedAt: now },
        { liveConfigurationId: "a", draftConfigurationId: null },
      ),
    ).toBe("live");
  });
  test("is tested only once its own test has passed", () => {
    const pointers = { liveConfigurationId: null, draftConfigurationId: "b" };
    expect(configurationState({ id: "b", testedAt: null }, pointers)).toBe("draft");
    expect(configurationState({ id: "b", testedAt: now }, pointers)).toBe("tested");
  });
  test("is superseded if nothing points to it", () => {
    expect(
      configurationState({ id: "c", testedAt: now }, { liveConfigurationId: "a", draftConfigurationId: "b" }),
    ).toBe("superseded");
  });
});
