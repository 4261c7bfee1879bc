/** Fetches what a card offers at the desk, with the visitor's token. */

import type { Card } from "../../../client/protocol";
import type { CardAccess } from "../../card-access";

/** Why a document is not there; each is a text of this folder's. */
export type Trouble = "signedOut" | "other" | "gone" | "busy" | "failed";

export class DocumentRefused extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

const EXPIRED = 410;
const TROUBLES: Record<number, Trouble> = {
  401: "signedOut",
  403: "other",
  404: "gone",
  410: "signedOut",
  429: "busy",
};

/** Finds the path that is wanted in a card: that of an action, say. */
export type PathIn = (card: Card) => string | undefined;

export class Documents {
  readonly #access: CardAccess;
  readonly #server: string;
  readonly #message: string;
  #card: Card;

  constructor(access: CardAccess, message: string, card: Card) {
    this.#access = access;
    this.#server = access.server.replace(/\/+$/, "");
    this.#message = message;
    this.#card = card;
  }

  /** Return what the desk has at a path of the card. Throws DocumentRefused. */
  async blob(wanted: PathIn): Promise<Blob> {
    return (await this.#fetched(wanted, "")).blob();
  }

  /** Return an address that opens a path of the card without a token, for a minute. Throws
   * DocumentRefused. */
  async minutePass(wanted: PathIn): Promise<string> {
    const { url } = (await (await this.#fetched(wanted, "pass")).json()) as { url: string };
    const name = wanted(this.#card)?.split("/").pop() ?? "";
    return `${this.#server}${url}/${name}`;
  }

  /** A link that has expired meanwhile is signed anew, once. */
  async #fetched(wanted: PathIn, instead: string): Promise<Response> {
    let response = await this.#post(wanted, instead);
    if (response.status === EXPIRED) {
      this.#card = (await this.#access.freshCard(this.#message)) ?? this.#card;
      response = await this.#post(wanted, instead);
    }
    if (!response.ok) {
      throw new DocumentRefused(TROUBLES[response.status] ?? "failed");
    }
    return response;
  }

  async #post(wanted: PathIn, instead: string): Promise<Response> {
    const path = wanted(this.#card);
    if (path === undefined) {
      throw new DocumentRefused("signedOut");
    }
    const asked = instead === "" ? path : path.replace(/[^/]*$/, instead);
    const token = this.#access.token();
    // A form, which needs no permission of the desk's beforehand (CORS).
    const body = new URLSearchParams(token === null ? {} : { token });
    try {
      return await fetch(this.#server + asked, { method: "POST", body });
    } catch {
      throw new DocumentRefused("failed");
    }
  }
}

/** Draw a picture. A canvas is no image of the page, whose Content-Security-Policy may refuse
 * those. */
export async function draw(picture: Blob, canvas: HTMLCanvasElement): Promise<void> {
  // Made small by the picture's own means, and not by the style sheet, which makes it jagged.
  const resizeWidth = Math.round(92 * Math.max(2, devicePixelRatio));
  const bitmap = await createImageBitmap(picture, { resizeWidth, resizeQuality: "high" });
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
}
