import { decode, encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { openSessionToken, sealSessionToken } from "./session-token";

const secret = "a secret of the test, long enough for anybody";
const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test("the cookie names the session's row and nothing else", async () => {
  const value = await sealSessionToken({ sid: "session_1" }, secret, later(60), now);
  expect(await openSessionToken(value, secret)).toBe("session_1");
  expect(value).not.toContain("session_1");
});

test("next-auth reads what we seal, and we read what it seals", async () => {
  const ours = await sealSessionToken({ sid: "session_1" }, secret, later(60), now);
  expect(await decode({ token: ours, secret })).toMatchObject({ sid: "session_1" });
  expect(await openSessionToken(await encode({ token: { sid: "session_2" }, secret }), secret)).toBe(
    "session_2",
  );
});

test("a missing, forged, foreign or expired cookie names nothing", async () => {
  const value = await sealSessionToken({ sid: "session_1" }, secret, later(60), now);
  expect(await openSessionToken(undefined, secret)).toBeNull();
  expect(await openSessionToken("", secret)).toBeNull();
  expect(await openSessionToken("nonsense", secret)).toBeNull();
  expect(await openSessionToken(`${value.slice(0, -4)}AAAA`, secret)).toBeNull();
  expect(await openSessionToken(value, "another secret, just as long as the first")).toBeNull();
  expect(await openSessionToken(await encode({ token: { sub: "user_1" }, secret }), secret)).toBeNull();
  // next-auth tolerates 15 seconds.
  expect(
    await openSessionToken(await encode({ token: { sid: "session_1" }, secret, maxAge: -60 }), secret),
  ).toBeNull();
});
