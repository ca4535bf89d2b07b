/** The position of an element in a text. */
export interface Span {
  name: string;
  /** From the "<" of the opening tag … */
  start: number;
  /** … where the opening tag ends, */
  inner: number;
  /** where the closing tag begins (or `inner` for an empty-element tag), */
  close: number;
  /** and right behind the element. */
  end: number;
}

/** Finds the elements of a text that is mostly well formed; tags without a partner are left out. */
export function spansOf(xml: string): Span[] {
  const spans: Span[] = [];
  const open: Span[] = [];
  for (const match of xml.matchAll(/<(\/?)([A-Za-z][\w:.-]*)[^<>]*?(\/?)>/g)) {
    const [tag, slash, name = "", empty] = match;
    const behind = match.index + tag.length;
    if (slash) {
      const started = open.pop();
      if (started) spans.push({ ...started, close: match.index, end: behind });
    } else {
      const span = { name, start: match.index, inner: behind, close: behind, end: behind };
      if (empty) spans.push(span);
      else open.push(span);
    }
  }
  return spans;
}
