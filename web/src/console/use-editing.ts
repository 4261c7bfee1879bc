import { computed, shallowRef } from "vue";

/** Return what the form of a page is open for: `editing` is an item of the page's list, "new", or
 * null while the form is closed; `edited` is the item, or null for a new one. */
export function useEditing<Item>() {
  const editing = shallowRef<Item | "new" | null>(null);
  const edited = computed(() => (editing.value === "new" ? null : editing.value));
  return { editing, edited };
}
