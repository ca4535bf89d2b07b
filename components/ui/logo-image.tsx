import type { ShownLogo } from "@/lib/model/brand/brand";

interface LogoImageProps {
  logo: ShownLogo;
  alt: string;
  className: string;
}

/** An uploaded logo: a space's, the installation's or an application's. */
export function LogoImage({ logo: { href, width, height }, alt, className }: LogoImageProps) {
  return (
    // biome-ignore lint/performance/noImgElement: Next's own image asks the optimizer, which is closed (`request-line.ts`); a logo was made small when it was uploaded
    <img src={href} width={width} height={height} alt={alt} className={className} />
  );
}
