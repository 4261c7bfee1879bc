/** Small values stored in the browser. Where storage is blocked they last as long as the page. */

const inPage = new Map<string, string>();

interface Values {
  get(key: string): string | null;
  set(key: string, value: string | null): void;
}

function valuesIn(storage: () => Storage): Values {
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

/** For what the agent chose: outlasts the browser. */
export const localValues = valuesIn(() => localStorage);
/** For whatever holds words of a conversation: ends with the tab. */
export const tabValues = valuesIn(() => sessionStorage);
