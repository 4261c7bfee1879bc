/** What the panel loads when it is first needed. Each folder of on-demand/ brings its style sheet and
 * its texts with it (loaded-part.ts). */

import { defineAsyncComponent, h, type Component } from "vue";

import type { Card } from "../client/protocol";
import { languageOf } from "./language-of";

type Loader<Part> = () => Promise<Part>;

const AGAIN_MS = 5000;

/** Return a component that is loaded when it is first drawn, and tried again until it has come. */
export function onDemand<Part extends Component>(loader: Loader<Part>): Part {
  return defineAsyncComponent({
    loader,
    onError: (_, retry) => void setTimeout(retry, AGAIN_MS),
  });
}

/** Load what will be needed without a connection, too. What does not come is loaded when it is
 * needed. */
export function loadAhead(...loaders: Loader<unknown>[]): void {
  void Promise.allSettled(loaders.map((load) => load()));
}

export const loadRating = async () =>
  (await import("./on-demand/end-rating/EndRating.vue")).default;
export const EndRating = onDemand(loadRating);

export const loadFeedbackForm = async () =>
  (await import("./on-demand/feedback-form/FeedbackForm.vue")).default;
export const FeedbackForm = onDemand(loadFeedbackForm);

export const AccountHistory = onDemand(
  async () => (await import("./on-demand/account-history/AccountHistory.vue")).default,
);

export const DeleteChat = onDemand(
  async () => (await import("./on-demand/delete-chat/DeleteChat.vue")).default,
);

/** A card while its code is loaded, or where that can't be had: all that it says. An offer to sign in
 * says nothing that can be used without. */
const plainCard = ({ card }: { card: Card }) =>
  card.kind !== "sign_in" &&
  h("div", { class: "beian-plain", lang: languageOf(card.title) }, [
    [card.title, ...card.lines].join("\n"),
  ]);

export const ChecklistCard = defineAsyncComponent({
  loader: () => import("./on-demand/checklist-card/ChecklistCard.vue"),
  loadingComponent: plainCard,
  errorComponent: plainCard,
  delay: 0,
});

export const MessageCard = defineAsyncComponent({
  loader: () => import("./on-demand/message-card/MessageCard.vue"),
  loadingComponent: plainCard,
  errorComponent: plainCard,
  delay: 0,
});
