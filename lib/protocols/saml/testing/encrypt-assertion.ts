import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from "node:crypto";

const xenc = "http://www.w3.org/2001/04/xmlenc#";
const xenc11 = "http://www.w3.org/2009/xmlenc11#";
const dsig = "http://www.w3.org/2000/09/xmldsig#";

const contents = {
  "aes128-gcm": { uri: `${xenc11}aes128-gcm`, cipher: "aes-128-gcm", key: 16, iv: 12 },
  "aes192-gcm": { uri: `${xenc11}aes192-gcm`, cipher: "aes-192-gcm", key: 24, iv: 12 },
  "aes256-gcm": { uri: `${xenc11}aes256-gcm`, cipher: "aes-256-gcm", key: 32, iv: 12 },
  "aes128-cbc": { uri: `${xenc}aes128-cbc`, cipher: "aes-128-cbc", key: 16, iv: 16 },
  "aes192-cbc": { uri: `${xenc}aes192-cbc`, cipher: "aes-192-cbc", key: 24, iv: 16 },
  "aes256-cbc": { uri: `${xenc}aes256-cbc`, cipher: "aes-256-cbc", key: 32, iv: 16 },
  "tripledes-cbc": { uri: `${xenc}tripledes-cbc`, cipher: "des-ede3-cbc", key: 24, iv: 8 },
} as const;
export const contentAlgorithms = Object.keys(contents) as (keyof typeof contents)[];
export type ContentAlgorithm = keyof typeof contents;

/** `rsa-oaep-mgf1p` is XML Encryption 1.0's (mask with SHA-1), `rsa-oaep` is 1.1's, `rsa-1_5` must be refused. */
export type KeyTransport = "rsa-oaep-mgf1p" | "rsa-oaep" | "rsa-1_5";

export interface Encryption {
  /** The receiver's certificate (PEM). */
  certificatePem: string;
  content?: ContentAlgorithm;
  transport?: KeyTransport;
  /** Only for `rsa-oaep`: the hash of OAEP and of its mask function. SHA-1 otherwise, as XML Encryption says. */
  oaepHash?: "sha1" | "sha256" | "sha512";
  /** Where EncryptedKey is: in the EncryptedData's KeyInfo, or beside it in the EncryptedAssertion. */
  keyPlacement?: "inside" | "beside";
  /** Changes the cipher text (IV, text and tag in one) before it is written. */
  mutateCipherText?: (bytes: Buffer) => Buffer;
  /** Changes the encrypted session key. */
  mutateKey?: (bytes: Buffer) => Buffer;
}

/** Encrypts an assertion's text for a receiver and wraps it as `saml:EncryptedAssertion` (XML Encryption 1.1). */
export function encryptAssertion(assertion: string, encryption: Encryption): string {
  const content = contents[encryption.content ?? "aes256-gcm"];
  const key = randomBytes(content.key);
  const cipherText = encrypted(Buffer.from(assertion, "utf8"), key, content);
  const changed = encryption.mutateCipherText?.(cipherText) ?? cipherText;
  const inside = (encryption.keyPlacement ?? "inside") === "inside";
  const encryptedKey = wrappedKey(key, encryption);
  const keyInfo = inside ? `<ds:KeyInfo xmlns:ds="${dsig}">${encryptedKey}</ds:KeyInfo>` : "";
  return (
    `<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">` +
    `<xenc:EncryptedData xmlns:xenc="${xenc}" Type="${xenc}Element">` +
    `<xenc:EncryptionMethod Algorithm="${content.uri}"/>${keyInfo}` +
    `<xenc:CipherData><xenc:CipherValue>${changed.toString("base64")}</xenc:CipherValue></xenc:CipherData>` +
    `</xenc:EncryptedData>${inside ? "" : encryptedKey}</saml:EncryptedAssertion>`
  );
}

function encrypted(plain: Buffer, key: Buffer, content: (typeof contents)[ContentAlgorithm]): Buffer {
  const iv = randomBytes(content.iv);
  if (
    content.cipher === "aes-128-gcm" ||
    content.cipher === "aes-192-gcm" ||
    content.cipher === "aes-256-gcm"
  ) {
    const cipher = createCipheriv(content.cipher, key, iv);
    return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }
  // XML Encryption 5.2: only the last octet of the padding says how long it is, the others are arbitrary.
  const missing = content.iv - (plain.length % content.iv);
  const padded = Buffer.concat([plain, randomBytes(missing - 1), Buffer.from([missing])]);
  const cipher = createCipheriv(content.cipher, key, iv).setAutoPadding(false);
  return Buffer.concat([iv, cipher.update(padded), cipher.final()]);
}

function wrappedKey(key: Buffer, encryption: Encryption): string {
  const transport = encryption.transport ?? "rsa-oaep-mgf1p";
  const hash = transport === "rsa-oaep" ? (encryption.oaepHash ?? "sha1") : "sha1";
  const publicKey = createPublicKey(encryption.certificatePem);
  const wrapped =
    transport === "rsa-1_5"
      ? publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, key)
      : publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash }, key);
  const bytes = encryption.mutateKey?.(wrapped) ?? wrapped;
  const uri = transport === "rsa-oaep" ? `${xenc11}rsa-oaep` : `${xenc}${transport}`;
  return (
    `<xenc:EncryptedKey xmlns:xenc="${xenc}"><xenc:EncryptionMethod Algorithm="${uri}">${oaepParameters(transport, hash)}` +
    `</xenc:EncryptionMethod><xenc:CipherData><xenc:CipherValue>${bytes.toString("base64")}</xenc:CipherValue>` +
    `</xenc:CipherData></xenc:EncryptedKey>`
  );
}

function oaepParameters(transport: KeyTransport, hash: "sha1" | "sha256" | "sha512"): string {
  if (transport === "rsa-1_5") return "";
  const uri = hash === "sha1" ? `${dsig}sha1` : `${xenc}${hash}`;
  const digest = `<ds:DigestMethod xmlns:ds="${dsig}" Algorithm="${uri}"/>`;
  if (transport === "rsa-oaep-mgf1p") return digest;
  return `${digest}<xenc11:MGF xmlns:xenc11="${xenc11}" Algorithm="${xenc11}mgf1${hash}"/>`;
}
