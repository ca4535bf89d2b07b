import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  openSsoLab,
  type SsoLab,
} from "@/lib/features/testing/sso-lab";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { serveLab } from "@/lib/server/testing/browser";
import { GET } from "./[reference]/route";

let lab: SsoLab;
let space: Space;
let admin: Context;

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  serveLab(lab);
  ({ space, admin } = await aSubscribedSpace(lab));
});

async function opened(slug: string, reference: string) {
  const request = new NextRequest(`${lab.deps.appUrl}/${slug}/sso/${reference}`);
  const answer = await GET(request, { params: Promise.resolve({ space: slug, reference }) });
  const page = (await answer.text()).replaceAll(/nonce(=|-)"?[A-Za-z0-9+/=]+/g, "");
  return { status: answer.status, page, headers: [...answer.headers.keys()].toSorted() };
}

test("of a connection that is being set up says so, in the very words that it has for one that does not exist", async () => {
  const draft = await aDraft(lab, admin, "saml");
  const beingSetUp = await opened(space.slug, draft.reference);
  expect(beingSetUp.status).toBe(404);
  expect(beingSetUp.page).toContain("Nobody can sign in at this address yet");
  expect(beingSetUp.page).toContain("Test the connection in the console");
  expect(await opened(space.slug, "nothing")).toEqual(beingSetUp);
  expect(await opened("no-such-space", draft.reference)).toEqual(beingSetUp);
  expect((await lab.deps.store.attempts.page(space.id, {})).rows).toEqual([]);
});

test("of an active connection leads to its provider", async () => {
  const { reference } = await anActiveConnection(lab, admin, "saml");
  expect((await opened(space.slug, reference)).status).toBe(303);
});
