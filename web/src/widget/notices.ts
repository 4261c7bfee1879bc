/** Desktop notices. They never show a message's text, because others may see the screen. */

export function noticesAllowed(): boolean {
  return typeof Notification !== "undefined" && Notification.permission === "granted";
}

/** Ask for permission. Called only when the visitor turns notices on. */
export async function askForNotices(): Promise<boolean> {
  if (typeof Notification === "undefined") {
    return false;
  }
  return (await Notification.requestPermission()) === "granted";
}

export function showNotice(text: string, language: string, pressed: () => void): void {
  try {
    // With one tag, several tabs and messages make one notice.
    const notice = new Notification(text, { tag: "beian-chat", lang: language });
    notice.onclick = () => {
      window.focus();
      notice.close();
      pressed();
    };
  } catch {
    // Browsers on Android don't let pages show notices: sound and badge remain.
  }
}
