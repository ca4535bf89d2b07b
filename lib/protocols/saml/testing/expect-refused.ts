import { expect } from "vitest";
import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import { aResponse, outcome, type Scene, type validated } from "./scene";

type Answer = Parameters<typeof validated>[0];

/** Expects that the control is accepted, and the attack refused for exactly this reason. */
export function expectRefused(
  attack: Answer,
  code: SamlRefusalCode,
  scene: Scene & { control?: Answer } = {},
): void {
  expect(outcome(scene.control ?? aResponse(), scene), "the control beside it").toBe("accepted");
  expect(outcome(attack, scene)).toBe(code);
}
