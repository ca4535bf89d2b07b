import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { withTimes } from "./with-times";

const shown = (text: string) => renderToStaticMarkup(<p>{withTimes(text)}</p>);

test("moments within a sentence are times, and everything else stays as it is", () => {
  expect(shown("before 2026-01-02T03:04:05.678Z, not after")).toMatch(
    /^<p>before <time dateTime="2026-01-02T03:04:05\.678Z"[^>]*>[^<]*2026[^<]* UTC<\/time>, not after<\/p>$/,
  );
  expect(shown("2026-01-02T03:04:05Z")).toContain('<time dateTime="2026-01-02T03:04:05Z"');
  for (const text of ["no moment", "2026-99-99T99:99:99Z", "2026-01-02 03:04"])
    expect(shown(text)).toBe(`<p>${text}</p>`);
});
