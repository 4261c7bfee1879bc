import { onBeforeUnmount, onMounted } from "vue";

import { composes } from "../../components/chat-composer/composing";

/** Keyboard shortcuts of the whole page. They do nothing while the agent types, with a modifier, or
 * while a dialog is open. */
export function useShortcuts(actions: Record<string, () => void>): void {
  function onKey(event: KeyboardEvent) {
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (!action || event.defaultPrevented || event.repeat || composes(event)) {
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (isTyping(event.target) || dialogIsOpen()) {
      return;
    }
    event.preventDefault();
    action();
  }
  onMounted(() => document.addEventListener("keydown", onKey));
  onBeforeUnmount(() => document.removeEventListener("keydown", onKey));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  return (
    target.isContentEditable || target.closest("input, textarea, select, [role=menu]") !== null
  );
}

function dialogIsOpen(): boolean {
  return [...document.querySelectorAll<HTMLElement>("[aria-modal=true]")].some(
    (dialog) => dialog.closest<HTMLElement>(".el-overlay")?.style.display !== "none",
  );
}
