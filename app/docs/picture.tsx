import type { PictureName } from "@/lib/model/help-pictures";
import { pictures } from "./pictures/pictures";

const classes = "h-auto w-full rounded-lg border border-line";

/** A picture of the product, in the reader's own colour scheme. The hidden one is not loaded. */
export function Picture({ name, alt }: { name: PictureName; alt: string }) {
  const { light, dark } = pictures[name];
  return (
    <figure>
      {/* To view it in its own size, as on a phone. */}
      <a href={light.src} className="in-light">
        {/* biome-ignore lint/performance/noImgElement: Next's own image writes a style, which the content security policy refuses */}
        <img {...light} alt={alt} loading="lazy" className={classes} />
      </a>
      <a href={dark.src} className="in-dark">
        {/* biome-ignore lint/performance/noImgElement: Next's own image writes a style, which the content security policy refuses */}
        <img {...dark} alt={alt} loading="lazy" className={classes} />
      </a>
    </figure>
  );
}
