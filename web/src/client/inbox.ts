import type { ChatView } from "./chat-view";
import type { Delivery } from "./delivery";
import type { History } from "./history";
import type { Outbox } from "./outbox";
import type { ChatMessage, ErrorFrame, ServerFrame, WelcomeFrame } from "./protocol";
import type { Unconfirmed } from "./unconfirmed";

/** What the desk sends about the conversation that a connection is in. */
export type ConversationFrame = Exclude<ServerFrame, WelcomeFrame | ErrorFrame | { type: "state" }>;

/** What has to be requested from the desk or the host page before the session can go on. */
type Need = "missing" | "token" | null;

/** Passes each frame of a conversation to the parts that it concerns. */
export class Inbox {
  readonly #view: ChatView;
  readonly #outbox: Outbox;
  readonly #delivery: Delivery;
  readonly #history: History;
  readonly #unconfirmed: Unconfirmed;

  constructor(
    view: ChatView,
    outbox: Outbox,
    delivery: Delivery,
    history: History,
    unconfirmed: Unconfirmed,
  ) {
    this.#view = view;
    this.#outbox = outbox;
    this.#delivery = delivery;
    this.#history = history;
    this.#unconfirmed = unconfirmed;
  }

  heard(frame: ConversationFrame): Need {
    switch (frame.type) {
      case "message":
        return this.#onMessage(frame.message);
      case "ack": {
        const entry = this.#delivery.stored(frame.id);
        if (entry !== undefined) {
          this.#view.list.acknowledge(entry, frame.seq, frame.at);
          this.#view.showMessages();
        }
        return null;
      }
      case "typing":
        this.#view.typing(frame.on, frame.by);
        return null;
      case "history":
        this.#history.answered(frame);
        return null;
      case "recalled":
        this.#view.list.recall([frame.seq]);
        this.#view.showMessages();
        return null;
      case "feedback":
        this.#unconfirmed.confirmed("feedback", frame.message);
        this.#view.feedback(frame.message, frame.value);
        return null;
      case "checklist":
        this.#view.list.setChecklist(frame.checklist);
        this.#view.showMessages();
        return null;
      case "conversations":
        this.#view.change({ conversations: frame.conversations });
        return null;
      case "read":
        this.#view.readTo(frame.seq);
        return null;
      case "rated":
        this.#unconfirmed.confirmed("rate");
        this.#view.change({ rating: frame.score, ratingWanted: false });
        return null;
      case "rating_wanted":
        this.#view.change({ ratingWanted: true });
        return null;
      case "attachment":
        this.#view.attachment(frame.message, frame.attachment);
        return null;
      case "token_needed":
        return "token";
      default:
        return null; // A pong, or a type of a later version.
    }
  }

  #onMessage(message: ChatMessage): Need {
    if (this.#view.add(message) === "gap") {
      return "missing";
    }
    if (this.#outbox.has(message.id)) {
      this.#delivery.stored(message.id); // Its ack is still on the way, or was lost.
      this.#view.showMessages();
    }
    return null;
  }
}
