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
  #wantsNew = false;

  constructor(parts: SwitchParts) {
    this.#parts = parts;
    this.#addressOutbox();
  }

  /** The visitor asked for a new conversation, and the desk has not made it yet. */
  get isRenewing(): boolean {
    return this.#isRenewing;
  }

  /** The next hello is to begin a conversation, although the account has one that is open. */
  get wantsNew(): boolean {
    return this.#wantsNew;
  }

  renewing(): void {
    this.#isRenewing = true;
  }

  /** The conversation is deleted, and another one follows: nothing of it goes there. */
  deleted(): void {
    this.#parts.outbox.clear();
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
    this.#wantsNew = false;
    view.clear();
    return true;
  }

  /** The desk welcomed the page into its conversation. */
  welcomed(signedIn: boolean): void {
    this.#parts.tab.belongs(signedIn);
    this.#isRenewing = false;
    this.#addressOutbox();
  }

  /** Leave the conversation for the one that the account has open, or a new one; `wanted`: the
   * visitor asked for a new one. */
  beginAnew({ keepOutbox, wanted = false }: { keepOutbox: boolean; wanted?: boolean }): void {
    if (!keepOutbox) {
      this.#parts.outbox.clear();
    }
    this.#wantsNew = wanted;
    this.#parts.tab.forget();
    this.enter();
  }

  /** There is no such conversation any more: go where another tab is by now, or begin anew. */
  lost({ keepOutbox }: { keepOutbox: boolean }): void {
    if (!keepOutbox) {
      this.#parts.outbox.clear();
    }
    if (this.#parts.tab.follow()) {
      this.enter();
    } else {
      this.beginAnew({ keepOutbox });
    }
  }

  /** The desk gives the conversation to another account only. */
  belongsToAnother(): void {
    if (!this.#parts.tab.isAnothers()) {
      this.#parts.outbox.clear();
    }
    this.enter();
  }

  /** Go to another conversation of the account. */
  goTo(conversation: StoredConversation): void {
    this.#parts.tab.goTo(conversation);
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
      this.#wantsNew = true;
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
