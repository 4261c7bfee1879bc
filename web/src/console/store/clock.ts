import { onScopeDispose, readonly, ref } from "vue";

const now = ref(Date.now());
let users = 0;
let ticking: ReturnType<typeof setInterval> | undefined;

/** The time in ms since 1970, updated every second by one shared timer. */
export function useClock() {
  if (users === 0) {
    now.value = Date.now();
    ticking = setInterval(() => (now.value = Date.now()), 1000);
  }
  users += 1;
  onScopeDispose(() => {
    users -= 1;
    if (users === 0) {
      clearInterval(ticking);
    }
  });
  return readonly(now);
}
