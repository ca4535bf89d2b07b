/**
 * Tells the style sheet how wide the page's scrollbar is, in pixels: 0 where it lies over the page, or is hidden. It takes
 * that much from the page while a dialog takes the scrollbar away, so that nothing moves (`app/globals.css`).
 */
export function keepScrollbarWidth(): void {
  const root = document.documentElement;
  // The scrollbar is gone at the moment: what was measured before still holds.
  if (document.querySelector("[data-scroll-lock]")) return;
  root.style.setProperty("--scrollbar", `${window.innerWidth - root.clientWidth}px`);
}
