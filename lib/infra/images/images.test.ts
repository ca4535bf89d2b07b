import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { logoLimits } from "@/lib/model/brand/logo-file";
import { leastTimeOf } from "@/lib/protocols/saml/testing/processor-time";
import { images } from "./images";

const picture = (width = 900, height = 300) =>
  sharp({ create: { width, height, channels: 4, background: { r: 20, g: 90, b: 180, alpha: 0.5 } } });
const encode = (bytes: Uint8Array | string) =>
  images.encodeLogo(typeof bytes === "string" ? new TextEncoder().encode(bytes) : new Uint8Array(bytes));
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

async function taken(bytes: Uint8Array) {
  const answer = await encode(bytes);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.logo;
}

describe("a logo", () => {
  test.each(["png", "jpeg", "webp"] as const)("of type %s becomes a small PNG", async (type) => {
    const logo = await taken(await picture().toFormat(type).toBuffer());
    expect([...logo.bytes.slice(0, 8)]).toEqual(png);
    expect(logo).toMatchObject({ width: 720, height: 240 });
  });

  test("that is small is not enlarged, and stays transparent", async () => {
    const logo = await taken(await picture(40, 40).png().toBuffer());
    expect(logo).toMatchObject({ width: 40, height: 40 });
    const { channels } = await sharp(logo.bytes).stats();
    expect(channels[3]?.mean).toBeCloseTo(128, -1);
  });

  test("loses its metadata, and is turned as its camera says", async () => {
    const file = await picture(60, 20)
      .jpeg()
      .withExif({ IFD0: { Copyright: "somebody in particular", Orientation: "6" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const logo = await taken(file);
    expect(logo).toMatchObject({ width: 20, height: 60 });
    expect((await sharp(logo.bytes).metadata()).exif).toBeUndefined();
  });

  test("loses whatever else its file was", async () => {
    const html = "<script>alert(document.domain)</script>";
    const good = await picture(50, 50).png().toBuffer();
    const polyglot = Buffer.concat([good, Buffer.from(`PK\x03\x04${html}`)]);
    const commented = await picture(50, 50).png().withMetadata().toBuffer();
    for (const file of [polyglot, commented])
      expect(Buffer.from((await taken(file)).bytes).includes("script")).toBe(false);
    expect(polyglot.includes(html)).toBe(true);
  });
});

describe("refused is", () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each([
    ["an SVG with a script", svg, "logo_is_svg"],
    ["an SVG behind an XML declaration", `<?xml version="1.0"?>\n${svg}`, "logo_is_svg"],
    ["a web page", "<!doctype html><script>alert(1)</script>", "logo_type"],
    ["a GIF", "GIF89a\x01\x00\x01\x00", "logo_type"],
    ["a PDF", "%PDF-1.7", "logo_type"],
    ["an empty file", "", "logo_empty"],
  ])("%s", async (_name, text, problem) => {
    expect(await encode(text)).toEqual({ ok: false, problem });
  });

  test("a file that only begins like a PNG", async () => {
    expect(await encode(new Uint8Array([...png, ...new TextEncoder().encode(svg)]))).toEqual({
      ok: false,
      problem: "logo_unreadable",
    });
  });

  test("a picture that is cut short; the control is whole", async () => {
    const noise = Buffer.from(Array.from({ length: 200 * 200 * 3 }, (_, index) => (index * 7919) % 251));
    const whole = await sharp(noise, { raw: { width: 200, height: 200, channels: 3 } })
      .png()
      .toBuffer();
    expect(await encode(whole)).toMatchObject({ ok: true });
    expect(await encode(whole.subarray(0, whole.length / 2))).toEqual({
      ok: false,
      problem: "logo_unreadable",
    });
  });

  test("a file of one byte too many", async () => {
    const good = await picture(50, 50).png().toBuffer();
    const padded = (length: number) => Buffer.concat([good, Buffer.alloc(length - good.length)]);
    expect(await encode(padded(logoLimits.bytes))).toMatchObject({ ok: true });
    expect(await encode(padded(logoLimits.bytes + 1))).toEqual({ ok: false, problem: "logo_too_large" });
  });

  test("a small file that would be a huge picture, at once", async () => {
    const bomb = pngOf(30_000, 30_000, deflateSync(Buffer.alloc(1000)));
    expect(bomb.length).toBeLessThan(1000);
    expect(await encode(bomb)).toEqual({ ok: false, problem: "logo_too_many_pixels" });
    expect(await leastTimeOf(() => encode(bomb), 2_000)).toBeLessThan(2_000);
  });

  test("one pixel more than the limit; the control has as many as it allows", async () => {
    const flat = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: "#fff" } })
        .png()
        .toBuffer();
    expect(await encode(await flat(5000, 2000))).toMatchObject({ ok: true });
    expect(await encode(await flat(5000, 2001))).toEqual({ ok: false, problem: "logo_too_many_pixels" });
  });
});

/** A PNG that says of itself what it likes. */
function pngOf(width: number, height: number, data: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from(png),
    chunk("IHDR", header),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** PNG, annex D. */
function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
