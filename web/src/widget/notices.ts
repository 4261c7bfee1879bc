/** Desktop notices, which never show a message's text: others may see the screen. */

export function noticesAllowed(): boolean {
  return typeof Notification !== "undefined" && Notification.permission === "granted";
}

/** Asks the user's permission: only called when they turned notices on. */
export async function askForNotices(): Promise<boolean> {
  if (typeof Notification === "undefined") {
    return false;
  }
  return (await Notification.requestPermission()) === "granted";
}

export function showNotice(text: string, language: string, pressed: () => void): void {
  try {
    // One tag: several tabs, and several messages, make one notice.
    const notice = new Notification(text, { tag: "beian-chat", lang: language });
    notice.onclick = () => {
      window.focus();
      notice.close();
      pressed();
    };
  } catch {
    // Android's browsers have Notification, but not for pages: sound and badge remain.
  }
}
