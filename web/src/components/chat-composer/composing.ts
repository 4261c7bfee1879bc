/** Whether a key event belongs to an input method that is composing a word. Safari ends the
 * composition before the event of the key that ended it, which then has the code 229. */
export function composes(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
