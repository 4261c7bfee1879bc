import type { ChatView } from "./chat-view";
import type { StoredConversation } from "./conversation-store";
import type { Outbox } from "./outbox";
import type { TabConversation } from "./tab-conversation";

interface SwitchParts {
  tab: TabConversation;
  view: ChatView;
  outbox: Outbox;
  /** Forget what was asked and chosen in the conversation that is left. */
  leave: () => void;
  /** Say hello with the conversation that is current now. */
  greet: () => void;
}

/** Moves the page to another conversation: a new one, or the one that another tab went to. */
export class ConversationSwitch {
  readonly #parts: SwitchParts;
  #isRenewing = false;

  constructor(parts: SwitchParts) {
    this.#parts = parts;
    this.#addressOutbox();
  }

  /** The visitor asked for a new conversation, and the desk has not made it yet. */
  get isRenewing(): boolean {
    return this.#isRenewing;
  }

  renewing(): void {
    this.#isRenewing = true;
  }

  /** The desk refused a new conversation: stay in this one. */
  stay(): void {
    this.#isRenewing = false;
  }

  /** The desk made a new conversation. Return whether the page is in it: another tab may have
   * begun one at the same time, and then the page goes there. */
  began(conversation: StoredConversation): boolean {
    const { tab, view } = this.#parts;
    if (!tab.began(conversation, this.#isRenewing)) {
      this.enter();
      return false;
    }
    view.clear();
    return true;
  }

  /** The desk welcomed the page into its conversation. */
  welcomed(signedIn: boolean): void {
    this.#parts.tab.belongs(signedIn);
    this.#isRenewing = false;
    this.#addressOutbox();
  }

  /** Leave the conversation for a new one. */
  beginAnew({ keepOutbox }: { keepOutbox: boolean }): void {
    if (!keepOutbox) {
      this.#parts.outbox.clear();
    }
    this.#parts.tab.forget();
    this.enter();
  }

  /** The desk gives the conversation to another account only. */
  belongsToAnother(): void {
    if (!this.#parts.tab.isAnothers()) {
      this.#parts.outbox.clear();
    }
    this.enter();
  }

  followOtherTab(): void {
    if (this.#parts.tab.follow()) {
      this.enter();
    }
  }

  /** Go into the tab's current conversation, or a new one. */
  enter(): void {
    const { view, leave, greet } = this.#parts;
    this.#isRenewing = false;
    leave();
    this.#addressOutbox();
    view.clear();
    greet();
  }

  /** The connection was cut. Whether the desk heard the wish for a new conversation or not, the
   * next hello begins one. */
  cut(): void {
    if (this.#isRenewing) {
      this.#isRenewing = false;
      this.#parts.tab.forget();
      this.#addressOutbox();
      this.#parts.view.clear();
    }
  }

  #addressOutbox(): void {
    const { current } = this.#parts.tab;
    this.#parts.outbox.address({ id: current?.id ?? null, signedIn: current?.signedIn ?? false });
  }
}
