import type { Language } from "../client/protocol";
import type { ChatController, ChatModule, Emit, Identity, ToldPage } from "../widget/contract";
import { screenIsSmall } from "../widget/page-scale";
import { preferences, savePreferences } from "../widget/preferences";
import type { Emitter } from "./emitter";
import { pageLanguage } from "./language";
import type { LauncherSettings } from "./settings";
import { launcherView, type View } from "./view";

/** A conversation that was active within this time, or that waits for a person, is followed on the
 * next page too, so that its answers show as unread. */
const FOLLOWED_MS = 30 * 60_000;
/** How often, at most, the desk is asked for news when the visitor comes back to the page. */
const NEWS_MS = 60_000;
/** What the page and the visitor want of the chat, which is loaded when it is first needed. */
export interface Launcher {
  /** Where the button is drawn. */
  readonly root: ShadowRoot;
  /** Show the button, and the chat if it was left open. */
  readonly start: () => void;
  readonly open: () => void;
  readonly close: () => void;
  readonly toggle: () => void;
  identify(identity: Identity): void;
  /** Set the page's language. It overrides what the visitor chose while the page had another. */
  setLanguage(language: Language): void;
  readonly setPage: (page: ToldPage) => void;
}

/** `importChat` gets the number of the attempt, because browsers remember addresses that failed;
 * `gone` what the page has said of who its visitor is, once it was written anew. */
export function launcherOf(
  settings: LauncherSettings,
  emitter: Emitter,
  importChat: (attempt: number) => Promise<ChatModule>,
  gone: (identity: Identity | undefined) => void,
): Launcher {
  let identity: Identity | undefined = settings.token;
  let ofPage = settings.language ?? pageLanguage();
  let wanted = false;
  let attempt = 0;
  let loading: Promise<ChatController | null> | undefined;
  let controller: ChatController | undefined;
  let openedFrom: Element | null = null;
  const choice = preferences().language;
  const language = choice?.page === ofPage ? choice.chosen : ofPage;
  let shown: View = { language, open: false, loading: false, failed: false, unread: 0 };
  const view = launcherView(settings, {
    toggle,
    retry: open,
    dismiss() {
      draw({ failed: false });
      returnFocus();
    },
    gone: () => gone(identity),
  });

  function start(): void {
    draw({});
    view.attach();
    if (settings.language === undefined) {
      new MutationObserver(() => setLanguage(pageLanguage())).observe(document.documentElement, {
        attributeFilter: ["lang"],
      });
    }
    const { open: leftOpen, activeAt, handedOff } = preferences();
    if (settings.open || (leftOpen && mayReopen())) {
      show(false);
    } else if (handedOff || (activeAt && Date.now() - activeAt < FOLLOWED_MS)) {
      void load();
    } else {
      void followNews();
    }
    let askedAt = 0;
    document.addEventListener("visibilitychange", ({ timeStamp }) => {
      if (!document.hidden && !loading && timeStamp > askedAt + NEWS_MS) {
        askedAt = timeStamp;
        void followNews();
      }
    });
  }

  /** Load the chat where the desk has news for whoever is signed in, a reminder for example, so
   * that it shows as unread. */
  async function followNews(): Promise<void> {
    try {
      const body = await (typeof identity === "function" ? identity() : identity);
      if (
        body &&
        (await fetch(`${settings.server}chat/unread`, { method: "POST", body })).status === 200
      ) {
        void load();
      }
    } catch {
      // The chat itself tells what is wrong, once it is opened.
    }
  }

  function open(): void {
    show(true);
  }

  function close(): void {
    wanted = false;
    controller?.close();
  }

  function toggle(): void {
    if (wanted) {
      close();
    } else {
      open();
    }
  }

  function identify(given: Identity): void {
    identity = given;
    if (controller) {
      controller.identify(given);
    } else {
      void followNews();
    }
  }

  function setLanguage(given: Language): void {
    if (given === ofPage) {
      return;
    }
    ofPage = given;
    savePreferences({ language: null });
    draw({ language: given });
    controller?.setLanguage(given);
  }

  function setPage(given: ToldPage): void {
    settings.page = given;
    controller?.setPage(given);
  }

  function show(focus: boolean): void {
    if (focus && !wanted) {
      openedFrom = document.activeElement;
    }
    wanted = true;
    if (controller) {
      controller.open(focus);
      return;
    }
    draw({ loading: true, failed: false });
    void load().then((loaded) => {
      if (wanted) {
        loaded?.open(focus);
        wanted = loaded !== null;
        draw({ failed: loaded === null });
      }
    });
  }

  function load(): Promise<ChatController | null> {
    loading ??= importChat(attempt++).then(mount, (error: unknown) => {
      console.error("BeianChat could not be loaded.", error);
      loading = undefined;
      draw({ loading: false });
      return null;
    });
    return loading;
  }

  function mount(chat: ChatModule): ChatController {
    const { server, title, launcher } = settings;
    controller = chat.mount({
      root: view.root,
      into: view.into,
      server,
      language: shown.language,
      title,
      hasButton: launcher,
      identity,
      page: settings.page,
      emit,
      hears: emitter.hears,
      languageChosen(chosen) {
        savePreferences({ language: { chosen, page: ofPage } });
        draw({ language: chosen });
      },
      returnFocus,
    });
    draw({ loading: false });
    return controller;
  }

  /** Pass events of the chat to the page. Some change the button too. */
  const emit: Emit = (name, detail) => {
    if (name === "open" || name === "close") {
      wanted = name === "open";
      draw({ open: wanted });
    } else if (name === "unread") {
      draw({ unread: detail as number });
    }
    emitter.emit(name, detail);
  };

  /** Return the focus to the page's element that opened the chat, or else to the button. */
  function returnFocus(): void {
    (view.root.activeElement as HTMLElement | null)?.blur(); // not robbed of it
    (openedFrom as HTMLElement | null)?.focus();
    if (document.activeElement === document.body) {
      view.focusButton();
    }
  }

  function draw(change: Partial<View>): void {
    shown = { ...shown, ...change };
    view.draw(shown);
  }

  return {
    root: view.root,
    start,
    open,
    close,
    toggle,
    identify,
    setPage,
    setLanguage,
  };
}

/** Whether the panel may open by itself. On a small screen it covers the page, so it opens only
 * after a reload, not on the page that the visitor went to. */
function mayReopen(): boolean {
  const [entry] = performance.getEntriesByType?.("navigation") ?? [];
  const reloaded = (entry as PerformanceNavigationTiming | undefined)?.type === "reload";
  return reloaded || !screenIsSmall();
}
