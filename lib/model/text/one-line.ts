/** Text without line breaks and control characters, cut to `longest` characters. */
export function oneLine(text: string, longest: number): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, longest);
}
