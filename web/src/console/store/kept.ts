/** Small values kept in the browser. Where storage is blocked they last as long as the page. */

const inPage = new Map<string, string>();

export interface Kept {
  get(key: string): string | null;
  set(key: string, value: string | null): void;
}

function keptIn(storage: () => Storage): Kept {
  return {
    get(key) {
      try {
        return storage().getItem(key);
      } catch {
        return inPage.get(key) ?? null;
      }
    },
    set(key, value) {
      try {
        if (value === null) {
          storage().removeItem(key);
        } else {
          storage().setItem(key, value);
        }
      } catch {
        if (value === null) {
          inPage.delete(key);
        } else {
          inPage.set(key, value);
        }
      }
    },
  };
}

/** Outlasts the browser: wishes of the agent. */
export const keptForGood = keptIn(() => localStorage);
/** Ends with the tab: whatever holds words of a conversation. */
export const keptInTab = keptIn(() => sessionStorage);
