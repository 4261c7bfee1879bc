/** left: the page may not come back. returned: it came back from the browser's back-forward
 * cache. */
export type PageEvent = "online" | "offline" | "visible" | "left" | "returned";

/** The browser page that the chat lives in. */
export interface Page {
  /** False only if the browser is certain that there is no network. */
  onLine(): boolean;
  /** Listen for events of the page. Return a function that stops listening. */
  on(listener: (event: PageEvent) => void): () => void;
}

export function browserPage(): Page {
  return { onLine: () => globalThis.navigator?.onLine !== false, on: listen };
}

function listen(listener: (event: PageEvent) => void): () => void {
  if (typeof window === "undefined") {
    return () => undefined;
  }
  const ended = new AbortController();
  const options = { signal: ended.signal };
  window.addEventListener("online", () => listener("online"), options);
  window.addEventListener("offline", () => listener("offline"), options);
  window.addEventListener("pagehide", () => listener("left"), options);
  window.addEventListener(
    "pageshow",
    (event) => {
      if (event.persisted) {
        listener("returned");
      }
    },
    options,
  );
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "visible") {
        listener("visible");
      }
    },
    options,
  );
  return () => ended.abort();
}
