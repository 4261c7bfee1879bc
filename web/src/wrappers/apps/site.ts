/** What the site gives to its applications. */

declare global {
  interface Window {
    /** Return a token of the site's server for whoever is signed in there. */
    newToken(): Promise<string | null>;
  }
}

export function deskOfPage(): string {
  return document.documentElement.dataset["desk"]!;
}

export function signInAtSite(): Promise<string | null> {
  return window.newToken();
}
