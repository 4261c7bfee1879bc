/** Element Plus's own texts follow the console's language. */

import { provideGlobalConfig } from "element-plus";
import en from "element-plus/es/locale/lang/en";
import zh from "element-plus/es/locale/lang/zh-cn";
import { type App, computed, type Plugin, type Ref } from "vue";

export function elementTexts(language: Ref<string>): Plugin {
  const config = computed(() => ({
    locale: language.value === "zh" ? zh : en,
    message: { max: 3, placement: "bottom" },
  }));
  return {
    install(app: App) {
      // The type of the component describes its property declarations instead of their values.
      provideGlobalConfig(config as never, app, true);
    },
  };
}
