/** Sent to the shadow root when the page has taken the chat out and it has been put back, which
 * loses scroll positions. The launcher sends it, the message list hears it. */
export const PLACED = "beian-placed";
