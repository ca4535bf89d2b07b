import { logoFileProblem, logoLimits } from "@/lib/model/brand/logo-file";
import type { Images } from "@/lib/ports/images";

/** Twice what a page shows, for sharp screens. */
const largest = { width: 720, height: 240 };
const seconds = 5;

type Sharp = typeof import("sharp").default;

let library: Promise<Sharp> | undefined;
let last: Promise<unknown> = Promise.resolve();

/** Decodes logos and encodes them again, with libvips, on a thread of its own, one at a time. */
export const images: Images = {
  async encodeLogo(file) {
    const problem = logoFileProblem(file);
    if (problem) return { ok: false, problem };
    const sharp = await load();
    // One after the other: a decoded picture takes up to 40 MB.
    const work = last.then(() => encode(sharp, file));
    last = work.catch(() => undefined);
    return work;
  },
};

async function encode(sharp: Sharp, file: Uint8Array): ReturnType<Images["encodeLogo"]> {
  try {
    const { data, info } = await sharp(file, {
      limitInputPixels: logoLimits.pixels,
      failOn: "error",
      // An animation's first frame.
      pages: 1,
    })
      .autoOrient()
      .resize({ ...largest, fit: "inside", withoutEnlargement: true })
      .timeout({ seconds })
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true });
    return {
      ok: true,
      logo: { bytes: new Uint8Array(data), width: info.width, height: info.height },
    };
  } catch (error) {
    const tooMany = error instanceof Error && /pixel limit/.test(error.message);
    return { ok: false, problem: tooMany ? "logo_too_many_pixels" : "logo_unreadable" };
  }
}

/** Loaded when the first logo comes: it is 20 MB of native code that a process without uploads never needs. */
function load(): Promise<Sharp> {
  library ??= import("sharp").then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    // libvips reads some thirty formats, PDF and SVG among them. Three are left.
    sharp.block({ operation: ["VipsForeignLoad"] });
    sharp.unblock({
      operation: ["VipsForeignLoadPngBuffer", "VipsForeignLoadJpegBuffer", "VipsForeignLoadWebpBuffer"],
    });
    return sharp;
  });
  return library;
}
