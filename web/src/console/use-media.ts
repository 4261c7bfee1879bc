import { onScopeDispose, readonly, ref } from "vue";

/** Return whether a media query matches, as a ref. */
export function useMedia(query: string) {
  const list = matchMedia(query);
  const matches = ref(list.matches);
  const look = () => (matches.value = list.matches);
  list.addEventListener("change", look);
  onScopeDispose(() => list.removeEventListener("change", look));
  return readonly(matches);
}
