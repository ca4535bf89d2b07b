import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeSigningKey } from "../testing/signing-key";
import { type OaepHash, oaepDecrypt } from "./oaep";

const key = makeSigningKey({ rsa: 2048 });
const folder = mkdtempSync(join(tmpdir(), "oaep-"));
const certificate = join(folder, "certificate.pem");
writeFileSync(certificate, key.certificatePem);
afterAll(() => rmSync(folder, { recursive: true }));

/** OpenSSL's command can set the two hashes separately, which Node cannot. */
function encrypt(secret: Buffer, hash: OaepHash, maskHash: OaepHash, label = ""): Buffer {
  const options = [`rsa_padding_mode:oaep`, `rsa_oaep_md:${hash}`, `rsa_mgf1_md:${maskHash}`];
  if (label) options.push(`rsa_oaep_label:${Buffer.from(label).toString("hex")}`);
  const flags = options.flatMap((option) => ["-pkeyopt", option]);
  return execFileSync("openssl", ["pkeyutl", "-encrypt", "-certin", "-inkey", certificate, ...flags], {
    input: secret,
  });
}

const hashes: OaepHash[] = ["sha1", "sha256", "sha384", "sha512"];
const pairs = hashes.flatMap((hash) => hashes.map((maskHash): [OaepHash, OaepHash] => [hash, maskHash]));

test.each(pairs)("decrypts what OpenSSL encrypted with %s and the mask of %s", (hash, maskHash) => {
  for (const secret of [Buffer.alloc(32, 7), Buffer.alloc(16), Buffer.from([0, 0, 1, 0])]) {
    const label = Buffer.alloc(0);
    expect(oaepDecrypt(key.privateKey, encrypt(secret, hash, maskHash), { hash, maskHash, label })).toEqual(
      secret,
    );
  }
});

test("the label must be the same", () => {
  const cipherText = encrypt(Buffer.from("secret"), "sha256", "sha1", "label");
  const open = (label: string) =>
    oaepDecrypt(key.privateKey, cipherText, { hash: "sha256", maskHash: "sha1", label: Buffer.from(label) });
  expect(open("label")?.toString()).toBe("secret");
  expect(open("other")).toBeNull();
});

test("returns null for every other fault", () => {
  const good = encrypt(Buffer.from("secret"), "sha256", "sha1");
  const parameters = { hash: "sha256", maskHash: "sha1", label: Buffer.alloc(0) } as const;
  const flipped = Buffer.from(good);
  flipped.writeUInt8(flipped.readUInt8(100) ^ 1, 100);
  for (const cipherText of [
    flipped,
    good.subarray(1),
    Buffer.alloc(0),
    Buffer.alloc(256),
    Buffer.alloc(256, 255),
  ]) {
    expect(oaepDecrypt(key.privateKey, cipherText, parameters)).toBeNull();
  }
  expect(oaepDecrypt(key.privateKey, good, { ...parameters, maskHash: "sha256" })).toBeNull();
  expect(oaepDecrypt(key.privateKey, good, { ...parameters, hash: "sha512" })).toBeNull();
  expect(oaepDecrypt(makeSigningKey({ rsa: 2048 }).privateKey, good, parameters)).toBeNull();
});
