import { onMounted, shallowRef } from "vue";

import { useAttempt } from "./use-attempt";

/** Load what a page shows when it is opened, and again whenever `read` is called. `change` does
 * something to it, loads it anew, and returns whether that was done. */
export function useReading<Value>(call: () => Promise<Value>) {
  const { attempt } = useAttempt();
  const value = shallowRef<Value | null>(null);
  const failed = shallowRef(false);

  async function read(): Promise<void> {
    failed.value = !(await attempt(async () => (value.value = await call())));
  }

  async function change(action: () => Promise<unknown>): Promise<boolean> {
    const isDone = await attempt(action);
    if (isDone) {
      await read();
    }
    return isDone;
  }

  onMounted(read);
  return { value, failed, read, change };
}
