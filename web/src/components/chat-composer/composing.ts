/** Whether a key belongs to an input method that composes a word. Safari ends the composition
 * before the key that ended it comes; that key has the code 229 then, as all of theirs have. */
export function composes(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
