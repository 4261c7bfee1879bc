export const texts = {
  zh: { macros: "宏", run: "执行宏" },
  en: { macros: "Macros", run: "Run a macro" },
};
