import { expect, test } from "vitest";
import { normaliseRecoveryCode, recoveryCodeFrom, showRecoveryCode } from "./recovery-code";

const bytes = (fill: (index: number) => number) => Uint8Array.from({ length: 32 }, (_, index) => fill(index));

test("a recovery code is accepted however it is typed", () => {
  const code = recoveryCodeFrom(bytes((index) => index * 7));
  expect(code).toMatch(/^[a-z2-9]{16}$/);
  const shown = showRecoveryCode(code ?? "");
  expect(shown).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  expect(normaliseRecoveryCode(` ${shown.toUpperCase().replaceAll("-", " - ")} `)).toBe(code);
});

test("bytes that would favour some letters are skipped", () => {
  expect(recoveryCodeFrom(bytes(() => 255))).toBeNull();
  expect(recoveryCodeFrom(bytes((index) => (index < 16 ? 255 : 0)))).toBe("a".repeat(16));
});

test.each(["", "123456", "abcd-efgh-jkmn-pqr", "abcd-efgh-jkmn-pqr0", "abcd-efgh-jkmn-pqr!"])(
  "%j is not a recovery code",
  (text) => {
    expect(normaliseRecoveryCode(text)).toBeNull();
  },
);
