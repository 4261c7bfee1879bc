/** On phones, a page that is made for a fixed width is laid out wider than the screen and shown small,
 * and so would the chat be. */

const SHOWN_SMALLER = 1.1;

/** Return how many times wider than the screen the page is laid out. */
export function pageScale(): number {
  const { width, height } = screen;
  // Where the phone is held sideways, some browsers tell the height as the width.
  const sideways = window.orientation % 180 && width < height;
  const scale = document.documentElement.clientWidth / (sideways ? height : width);
  return scale > SHOWN_SMALLER && window.matchMedia?.("(pointer: coarse)").matches ? scale : 1;
}

/** Return whether the panel covers the page. Low windows count too: a phone in landscape, or a page
 * at 200 % zoom. */
export function screenIsSmall(): boolean {
  const scale = pageScale();
  const small = `(max-width: ${480 * scale}px), (max-height: ${440 * scale}px)`;
  return !!window.matchMedia?.(small).matches;
}
