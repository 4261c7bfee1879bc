/** Tells an Enter that ends the composing of a word with an input method from one that sends. */

/** Safari ends the composition before the key that ended it comes. */
const SAFARI_GAP = 100;

export function useComposing() {
  let endedAt = Number.NEGATIVE_INFINITY;

  return {
    onCompositionEnd() {
      endedAt = performance.now();
    },
    /** Whether this key belongs to the input method. */
    composes(event: KeyboardEvent): boolean {
      return event.isComposing || event.keyCode === 229 || performance.now() - endedAt < SAFARI_GAP;
    },
  };
}
