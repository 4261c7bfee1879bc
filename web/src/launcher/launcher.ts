import type { Language } from "../client/protocol";
import type { ChatController, ChatModule, Emit, Identity } from "../widget/contract";
import { preferences, savePreferences } from "../widget/preferences";
import type { Emitter } from "./emitter";
import { pageLanguage } from "./language";
import type { LauncherSettings } from "./settings";
import { LauncherView, type View } from "./view";

/** A conversation that was active within this time, or that waits for a person, is followed on the
 * next page too, so that its answers show as unread. */
const FOLLOWED_MS = 30 * 60_000;
/** Where the panel covers the page; widget/frame.css and widget/screen.ts say the same. */
const SMALL_SCREEN = "(max-width: 480px), (max-height: 440px)";

/** Keeps track of what the page and the visitor want of the chat, and loads it when it is first
 * needed. */
export class Launcher {
  readonly #view: LauncherView;
  readonly #emitter: Emitter;
  readonly #settings: LauncherSettings;
  readonly #importChat: (attempt: number) => Promise<ChatModule>;
  #identity: Identity | undefined;
  #pageLanguage: Language;
  #shown: View;
  #wanted = false;
  #attempt = 0;
  #loading: Promise<ChatController | null> | undefined;
  #controller: ChatController | undefined;
  #openedFrom: Element | null = null;

  /** `importChat` gets the number of the attempt, because browsers remember addresses that
   * failed. */
  constructor(
    settings: LauncherSettings,
    emitter: Emitter,
    importChat: (attempt: number) => Promise<ChatModule>,
  ) {
    this.#settings = settings;
    this.#emitter = emitter;
    this.#importChat = importChat;
    this.#identity = settings.token;
    this.#pageLanguage = settings.language ?? pageLanguage();
    const choice = preferences().language;
    const language = choice?.page === this.#pageLanguage ? choice.chosen : this.#pageLanguage;
    this.#shown = { language, open: false, loading: false, failed: false, unread: 0 };
    this.#view = new LauncherView(settings, {
      toggle: () => this.toggle(),
      retry: () => this.open(),
      dismiss: () => this.#dismiss(),
    });
  }

  /** Show the button, and the chat if it was left open. */
  start(): void {
    this.#draw({});
    this.#view.attach();
    if (this.#settings.language === undefined) {
      new MutationObserver(() => this.setLanguage(pageLanguage())).observe(
        document.documentElement,
        { attributeFilter: ["lang"] },
      );
    }
    const { open, activeAt, handedOff } = preferences();
    if (this.#settings.open || (open && mayReopen())) {
      this.#show(false);
    } else if (handedOff || (activeAt && Date.now() - activeAt < FOLLOWED_MS)) {
      void this.#load();
    }
  }

  open(): void {
    this.#show(true);
  }

  close(): void {
    this.#wanted = false;
    this.#controller?.close();
  }

  toggle(): void {
    if (this.#wanted) {
      this.close();
    } else {
      this.open();
    }
  }

  identify(identity: Identity): void {
    this.#identity = identity;
    this.#controller?.identify(identity);
  }

  /** Set the page's language. It overrides what the visitor chose while the page had another. */
  setLanguage(language: Language): void {
    if (language === this.#pageLanguage) {
      return;
    }
    this.#pageLanguage = language;
    savePreferences({ language: null });
    this.#draw({ language });
    this.#controller?.setLanguage(language);
  }

  #show(focus: boolean): void {
    if (focus && !this.#wanted) {
      this.#openedFrom = document.activeElement;
    }
    this.#wanted = true;
    if (this.#controller) {
      this.#controller.open(focus);
      return;
    }
    this.#draw({ loading: true, failed: false });
    void this.#load().then((controller) => {
      if (this.#wanted) {
        controller?.open(focus);
        this.#wanted = controller !== null;
        this.#draw({ failed: controller === null });
      }
    });
  }

  #load(): Promise<ChatController | null> {
    this.#loading ??= this.#importChat(this.#attempt++).then(
      (chat) => this.#mount(chat),
      (error: unknown) => {
        console.error("Beian chat could not be loaded.", error);
        this.#loading = undefined;
        this.#draw({ loading: false });
        return null;
      },
    );
    return this.#loading;
  }

  #mount(chat: ChatModule): ChatController {
    const { server, title, launcher } = this.#settings;
    this.#controller = chat.mount({
      root: this.#view.root,
      server,
      language: this.#shown.language,
      ...(title === undefined ? {} : { title }),
      hasButton: launcher,
      identity: this.#identity,
      emit: this.#emit,
      languageChosen: (chosen) => {
        savePreferences({ language: { chosen, page: this.#pageLanguage } });
        this.#draw({ language: chosen });
      },
      returnFocus: () => this.#returnFocus(),
    });
    this.#draw({ loading: false });
    return this.#controller;
  }

  /** Pass events of the chat to the page. Some change the button too. */
  readonly #emit: Emit = (name, detail) => {
    if (name === "open" || name === "close") {
      this.#wanted = name === "open";
      this.#draw({ open: this.#wanted });
    } else if (name === "unread") {
      this.#draw({ unread: detail as number });
    }
    this.#emitter.emit(name, detail);
  };

  #dismiss(): void {
    this.#draw({ failed: false });
    this.#returnFocus();
  }

  /** Return the focus to the page's element that opened the chat, or else to the button. */
  #returnFocus(): void {
    const from = this.#openedFrom;
    const own = from === document.body || this.#view.contains(from);
    if (from instanceof HTMLElement && from.isConnected && !own) {
      from.focus();
    } else {
      this.#view.focusButton();
    }
  }

  #draw(change: Partial<View>): void {
    this.#shown = { ...this.#shown, ...change };
    this.#view.draw(this.#shown);
  }
}

/** Whether the panel may open by itself. On a small screen it covers the page, so it opens only
 * after a reload, not on the page that the visitor went to. */
function mayReopen(): boolean {
  const [entry] = performance.getEntriesByType?.("navigation") ?? [];
  const reloaded = (entry as PerformanceNavigationTiming | undefined)?.type === "reload";
  return reloaded || !window.matchMedia?.(SMALL_SCREEN).matches;
}
