import type { Article } from "./article";

export const brand: Article<"administrators/brand"> = {
  title: "Your brand",
  summary: "The logo and colour that people see on their way in, and in emails.",
  sections: {
    where: {
      title: "Where people see it",
      blocks: [
        "Under **Brand** you give your space a logo and an accent colour. Everybody meets them before they are signed in: on your sign-in page, where a code is asked for, on setup links, when a sign-in is refused, after signing out, where a new password is chosen, and in every email about your space.",
        "The console itself keeps its own look, so that buttons and warnings mean the same everywhere.",
      ],
    },
    logo: {
      title: "The logo",
      blocks: [
        {
          points: [
            "A PNG, JPEG or WebP file. It is redrawn, and nothing else in the file is kept. SVG files can carry scripts and are not accepted: export a PNG with a transparent background.",
            "A second logo for dark screens is optional. Without one, the logo lies on a light plate where the screen is dark.",
            "A wide logo usually contains your name, so the name is not repeated beside it. A square one stands next to the name.",
          ],
        },
      ],
    },
    accent: {
      title: "The accent colour",
      blocks: [
        "One colour, for the main button and for links. Choose it from the picker or type its code, such as `#1A5FB4`. If text in it would be hard to read, a slightly darker or lighter shade is used, and the preview shows which.",
      ],
    },
    preview: {
      title: "Look before you save",
      blocks: [
        "The preview shows your sign-in page, light and dark, while you choose. Nobody sees a change before you save it. **Reset to default** goes back to the look of the company that runs this application.",
      ],
    },
  },
};
