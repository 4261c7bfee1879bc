/** Puts a text on the clipboard; false where the browser doesn't let us. `near` is an element
 * of the chat: the older way, for pages without HTTPS, needs a text field beside it. */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text, near);
  }
}

function copiedBySelection(text: string, near: HTMLElement): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "beian-hidden";
  field.readOnly = true;
  near.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
  }
}
