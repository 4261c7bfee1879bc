import type { ChatView } from "./chat-view";
import type { Connection } from "./connection";
import type { Delivery } from "./delivery";
import { Tokens, type GetToken } from "./tokens";

interface AuthenticationParts {
  token: string | null;
  getToken: GetToken | undefined;
  view: ChatView;
  delivery: Delivery;
  connection: Connection;
  /** Whether the connection is in the conversation. */
  isOpen: () => boolean;
}

/** Tells the desk who the visitor is: presents the host page's token, and gets a new one from the
 * page when it has expired. */
export class Authentication {
  readonly #parts: AuthenticationParts;
  readonly #tokens: Tokens;
  /** The token that the desk was told last. */
  #presented: string | null = null;

  constructor(parts: AuthenticationParts) {
    this.#parts = parts;
    this.#tokens = new Tokens(parts.token, parts.getToken, (token) => this.use(token));
  }

  get token(): string | null {
    return this.#tokens.current;
  }

  /** Whether the desk was told the current token, or that there is none. */
  get isPresented(): boolean {
    return this.#presented === this.token;
  }

  /** Return the token for a hello. */
  present(): string | null {
    this.#presented = this.token;
    return this.token;
  }

  /** Tell the desk the current token. Messages wait until it has accepted it. */
  send(): void {
    const { delivery, connection } = this.#parts;
    delivery.pause();
    const token = this.present();
    if (token === null) {
      connection.greet();
    } else {
      connection.send({ type: "token", token });
    }
  }

  /** Sign in with a new token. */
  use(token: string): void {
    const { view, connection, isOpen } = this.#parts;
    this.#tokens.set(token);
    view.change({ tokenNeeded: false, problem: null });
    if (isOpen()) {
      this.send();
    } else if (connection.isHeld) {
      connection.greet();
    }
  }

  signOut(): void {
    this.#tokens.set(null);
    this.#parts.view.change({ tokenNeeded: false });
  }

  /** The desk accepted the current token. */
  accepted(): void {
    this.#tokens.accepted();
  }

  /** The desk does not accept the current token: go on without one. */
  refused(): void {
    this.#tokens.set(null);
  }

  /** The desk needs a token, or a newer one, before it goes on with this conversation. */
  need(): void {
    const { view, delivery, connection, isOpen } = this.#parts;
    if (!isOpen() && !this.isPresented) {
      connection.greet(); // The page has brought one meanwhile.
      return;
    }
    delivery.pause();
    view.change({ tokenNeeded: true, typingSince: null });
    if (!isOpen()) {
      connection.hold();
    }
    this.#tokens.need();
  }

  stop(): void {
    this.#tokens.stop();
  }
}
