import { randomBytes } from "node:crypto";

const lengthOf = (size: number) =>
  size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];

/** One value of DER (X.690): its tag, its length, and what is in it. */
function value(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(body.length)]), body]);
}

/** Positive: a byte of zeros before a highest bit that is set, and none else (X.690 8.3.2). */
const integer = (bytes: Buffer) => value(2, Buffer.from((bytes[0] ?? 0) & 0x80 ? [0] : []), bytes);
const oid = (hex: string) => value(6, Buffer.from(hex, "hex"));
const sequence = (...parts: Buffer[]) => value(0x30, ...parts);
const bits = (bytes: Buffer) => value(3, Buffer.from([0]), bytes);

/** Odd, and with its highest bit set. */
function modulus(length: number): Buffer {
  const bytes = randomBytes(length / 8);
  bytes[0] = (bytes[0] ?? 0) | 0x80;
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 1;
  return bytes;
}

/**
 * A certificate in PEM around a number that is nobody's key, with a signature that is none: as costly to check as any, and made
 * at once, whatever its length. All bear one name as subject and issuer.
 */
export function aCertificate({ bits: length = 2048, exponent = "010001" } = {}): string {
  const empty = value(5);
  const key = sequence(
    sequence(oid("2a864886f70d010101"), empty),
    bits(sequence(integer(modulus(length)), integer(Buffer.from(exponent, "hex")))),
  );
  const algorithm = sequence(oid("2a864886f70d01010b"), empty);
  const name = sequence(value(0x31, sequence(oid("550403"), value(12, Buffer.from("One name")))));
  const dates = sequence(...["250101000000Z", "450101000000Z"].map((date) => value(0x17, Buffer.from(date))));
  const version = value(0xa0, value(2, Buffer.from([2])));
  // A serial number that began with zeros would be longer than DER allows, and the certificate unreadable.
  const serial = Buffer.concat([Buffer.from([0x4f]), randomBytes(7)]);
  const content = sequence(version, integer(serial), algorithm, name, dates, name, key);
  const signature = bits(Buffer.concat([Buffer.from([1]), randomBytes(length / 8 - 1)]));
  const der = sequence(content, algorithm, signature);
  return `-----BEGIN CERTIFICATE-----\n${der.toString("base64")}\n-----END CERTIFICATE-----\n`;
}
