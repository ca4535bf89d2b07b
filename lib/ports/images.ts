import type { LogoProblem } from "@/lib/model/brand/logo-file";

/** A logo that was decoded and encoded again: a PNG of nothing but its pixels. */
export interface EncodedLogo {
  bytes: Uint8Array;
  width: number;
  height: number;
}

/** Pictures that people upload. */
export interface Images {
  /** Nothing of the file itself remains: no metadata, no second format behind the first. */
  encodeLogo(
    file: Uint8Array,
  ): Promise<{ ok: true; logo: EncodedLogo } | { ok: false; problem: LogoProblem }>;
}
