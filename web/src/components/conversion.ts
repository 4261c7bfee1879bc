/** How the widget's own texts are shown. */

import { shallowRef } from "vue";

export type Conversion = (text: string) => string;

export const asWritten: Conversion = (text) => text;

/** As they are written, or in Traditional characters to who is spoken to in them. */
export const conversion = shallowRef(asWritten);
