import { saveBlob } from "../components/save-blob";

/** Save a text as a file, such as `beian-chat-2024-05-01.txt`. */
export function downloadTranscript(text: string, at: Date): void {
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((number) => String(number).padStart(2, "0"))
    .join("-");
  // A byte order mark, without which old editors on Windows take the file for GBK.
  const content = new Blob(["\ufeff", text], { type: "text/plain;charset=utf-8" });
  saveBlob(content, `beian-chat-${day}.txt`);
}
