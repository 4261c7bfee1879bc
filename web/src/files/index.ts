/** What is loaded when the first file is sent or shown. */

export { default as FileCard } from "./FileCard.vue";
export { default as FileTray } from "./FileTray.vue";
