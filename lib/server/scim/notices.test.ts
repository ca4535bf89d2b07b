import { beforeEach, expect, test } from "vitest";
import {
  createDirectoryCredential,
  revokeDirectoryCredential,
} from "@/lib/features/directories/directory-credentials";
import { listDirectoryRows } from "@/lib/features/directories/list-directory-rows";
import { sendDirectoryNotices } from "@/lib/features/directories/send-directory-notices";
import { FeedScene } from "./testing/feed-scene";
import { resultOf } from "./testing/scim-lab";

const scene = new FeedScene();
const day = 86_400;
const send = () => sendDirectoryNotices(scene.lab.deps);
const subjects = () => scene.mailTo(scene.at("root"));
const about = async (words: string) => (await subjects()).filter((subject) => subject.includes(words));
/** Other tests' directories are silent by then. */
const stored = () => scene.store.directoriesOf(scene.acme.organizationId).byId(scene.acme.directory.id);

const alertInList = async () =>
  (await listDirectoryRows(scene.lab.deps, scene.acme.ctx)).map(({ alert }) => alert);

beforeEach(() => scene.acme.activate());

test("administrators are told once that a directory fails, and again if it does after it had worked", async () => {
  await scene.hire("ann");
  await send();
  expect(await subjects()).toEqual([]);
  const fail = async () => {
    for (let n = 0; n < 5; n += 1) await scene.acme.send("POST", "/Users", scene.person("ann"));
    await send();
    await send();
  };
  await fail();
  expect(await about("fail")).toHaveLength(1);
  expect(await stored()).toMatchObject({ alert: "failing" });
  expect(await alertInList()).toEqual(["failing"]);
  await scene.hire("bo");
  expect(await alertInList()).toEqual([null]);
  await send();
  expect(await stored()).toMatchObject({ alert: null, alertAt: null });
  await fail();
  expect(await about("fail")).toHaveLength(2);
});

test("administrators are told once that a directory is silent for a day", async () => {
  await scene.hire("ann");
  scene.lab.clock.forward(day - 120);
  await send();
  expect(await subjects()).toEqual([]);
  scene.lab.clock.forward(240);
  await send();
  await send();
  expect(await about("has sent nothing for a day")).toHaveLength(1);
  expect(await alertInList()).toEqual(["silent"]);
});

test("a reminder comes before a credential expires, once a step, and not for a revoked one", async () => {
  const expiresAt = new Date(scene.lab.clock.now().getTime() + 40 * day * 1000);
  const { acme, lab } = scene;
  const input = { directoryId: acme.directory.id };
  const create = async (kind: "token" | "secret") =>
    resultOf(await createDirectoryCredential(lab.deps, acme.ctx, acme.directory.id, { kind, expiresAt }));
  await create("secret");
  const revoked = await create("token");
  resultOf(
    await revokeDirectoryCredential(lab.deps, acme.ctx, {
      ...input,
      credentialId: revoked.id,
      kind: "token",
    }),
  );
  await send();
  expect(await about("expires within")).toEqual([]);
  lab.clock.forward(11 * day);
  await send();
  await send();
  expect(await about("a client secret of Okta expires within 30 days")).toHaveLength(1);
  lab.clock.forward(23 * day);
  await send();
  expect(await about("expires within 7 days")).toHaveLength(1);
  lab.clock.forward(7 * day);
  await send();
  expect(await about("has expired")).toHaveLength(1);
  expect(await about("a token of Okta")).toEqual([]);
});
