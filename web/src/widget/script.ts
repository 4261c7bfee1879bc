/** In which characters the assistant speaks, so that the panel's own texts follow. The desk and the
 * assistant decide by what the visitor writes. */

interface Said {
  readonly author: string;
  readonly text: string;
}

/** Characters that most sentences have, in either form; names on file hold few of them. */
const TRADITIONAL = /[這個會們後請對時還沒張辦過裡說來與錄該關開間]/g;
const SIMPLIFIED = /[这个会们后请对时还没张办过里说来与录该关开间]/g;

/** Return whether the newest of these messages by the desk or the assistant that tells is in
 * Traditional characters; before any does, whether the page is (`onPage`). */
export function speaksTraditional(messages: readonly Said[], onPage = false): boolean {
  for (const { author, text } of [...messages].reverse()) {
    if (author === "assistant" || author === "notice") {
      const older = text.match(TRADITIONAL)?.length ?? 0;
      const newer = text.match(SIMPLIFIED)?.length ?? 0;
      if (older !== newer) {
        return older > newer;
      }
    }
  }
  return onPage;
}

/** Return whether who has written nothing yet reads Traditional characters: by the language that the
 * launcher's script was given, or else the page's, or else the browser's. */
export function readsTraditional(server: string): boolean {
  const launcher = [...document.scripts].find(
    ({ src, dataset }) => dataset.language !== undefined && src.indexOf(server) === 0,
  );
  const tags = [
    launcher?.dataset.language,
    document.documentElement.lang,
    ...(navigator.languages ?? []),
  ];
  const chinese = tags.find((tag) => tag !== undefined && /^zh(?![a-z])/i.test(tag));
  return chinese !== undefined && /-(?:hant|tw|hk|mo)(?![a-z])/i.test(chinese);
}
