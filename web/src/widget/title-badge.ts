const BADGE = /^\(\d+\+?\) /;
const MOST_SHOWN = 99;

/** Shows the number of unread messages before the page's title, for those who are in another tab.
 * The page may change its title meanwhile. */
export class TitleBadge {
  #count = 0;
  readonly #observer = new MutationObserver(() => this.#write());

  show(count: number): void {
    if (count === this.#count) {
      return;
    }
    this.#count = count;
    this.#observer.disconnect();
    this.#write();
    if (count > 0) {
      // The title element may be replaced as well as its text.
      this.#observer.observe(document.head, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }
  }

  #write(): void {
    const plain = document.title.replace(BADGE, "");
    const shown = this.#count > MOST_SHOWN ? `${MOST_SHOWN}+` : `${this.#count}`;
    const title = this.#count > 0 ? `(${shown}) ${plain}` : plain;
    if (title !== document.title) {
      document.title = title;
    }
  }
}
