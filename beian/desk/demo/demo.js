// The demo page: its language, and the sample account that the chat's user is signed in as.
// Everything that people read stands in page.html, in both languages.

const LANGUAGE_KEY = "beian-demo.language";
const ACCOUNT_KEY = "beian-demo.account";
const NOBODY = "";
const TAGS = { zh: "zh-CN", en: "en" };

// What a page does that may run before the widget's script: its calls are kept in a queue.
window.BeianChat = window.BeianChat || { queue: [] };

function chat(method, ...args) {
  const api = window.BeianChat;
  if (typeof api[method] === "function") return api[method](...args);
  api.queue.push([method, ...args]);
}

// Storage may be blocked; the choice then lasts as long as the page.
function kept(storageName, key) {
  try {
    return window[storageName].getItem(key);
  } catch {
    return null;
  }
}

function keep(storageName, key, value) {
  try {
    window[storageName].setItem(key, value);
  } catch {
    // Nothing to do: the page works without.
  }
}

const byId = (id) => document.getElementById(id);

// Texts ---------------------------------------------------------------------------------------

/** A copy of the template's text in both languages, its `data-slot`s filled from `account`. */
function textOf(templateId, account) {
  const text = byId(templateId).content.cloneNode(true);
  for (const slot of text.querySelectorAll("[data-slot]")) {
    const language = slot.closest("[lang]").lang === TAGS.en ? "en" : "zh";
    slot.textContent = account[language][slot.dataset.slot];
  }
  return text;
}

function say(templateId, account) {
  byId("status").replaceChildren(textOf(templateId, account));
}

/** `name` or `about` of an account as a pair of spans, of which the style sheet shows one. */
function pair(account, property) {
  return Object.entries(TAGS).map(([language, tag]) => {
    const span = document.createElement("span");
    span.lang = tag;
    span.textContent = account[language][property];
    return span;
  });
}

// Language ------------------------------------------------------------------------------------

function showLanguage(language) {
  const root = document.documentElement;
  root.lang = TAGS[language];
  document.title = root.dataset[language];
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  for (const element of document.querySelectorAll("[data-label-zh]")) {
    element.setAttribute("aria-label", element.dataset[language === "en" ? "labelEn" : "labelZh"]);
  }
}

function startLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const remembered = kept("localStorage", LANGUAGE_KEY);
  const language = [asked, remembered].find((known) => known in TAGS) ?? "zh";
  showLanguage(language);
  // Otherwise the chat takes the page's language by itself, or what its user chose in it.
  if (language !== "zh" || asked === language) chat("setLanguage", language);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      const wanted = button.dataset.language;
      showLanguage(wanted);
      keep("localStorage", LANGUAGE_KEY, wanted);
      chat("setLanguage", wanted);
    });
  }
}

// Accounts ------------------------------------------------------------------------------------

/** Asked by the chat whenever it needs a token: at sign-in, and again before one expires. */
async function tokenOf(id) {
  const response = await fetch("/demo/tokens", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ account: id }),
  });
  if (!response.ok) throw new Error(`No token for ${id}: HTTP ${response.status}`);
  return (await response.json()).token;
}

let chosen = NOBODY;

function identify(id) {
  chosen = id;
  if (id === NOBODY) {
    chat("identify", null);
    return;
  }
  chat("identify", async () => {
    try {
      return await tokenOf(id);
    } catch (fault) {
      if (chosen === id) say("text-sign-in-failed");
      throw fault;
    }
  });
}

function choiceOf(account) {
  const choice = byId("account-choice").content.firstElementChild.cloneNode(true);
  choice.dataset.account = account.id;
  choice.querySelector("input").value = account.id;
  choice.querySelector(".choice-name").append(...pair(account, "name"));
  choice.querySelector(".choice-about").append(...pair(account, "about"));
  return choice;
}

/** The choice shown as made: in the list, in the line below it and in the page's header. */
function showChosen(account) {
  const id = account?.id ?? NOBODY;
  document.querySelector(`input[name="account"][value="${CSS.escape(id)}"]`).checked = true;
  const user = byId("user");
  user.classList.toggle("signed-in", Boolean(account));
  user.replaceChildren(textOf(account ? "text-user" : "text-no-user", account));
  if (!account) say("text-nobody");
  else say(account.zh.ask && account.en.ask ? "text-somebody-ask" : "text-somebody", account);
}

async function offeredAccounts() {
  const response = await fetch("/demo/accounts");
  if (!response.ok) throw new Error(`No accounts: HTTP ${response.status}`);
  return (await response.json()).accounts;
}

async function startAccounts() {
  const remembered = kept("sessionStorage", ACCOUNT_KEY);
  // At once, not after the list has come: the chat may be connecting already.
  if (remembered !== null) identify(remembered);

  let accounts;
  try {
    accounts = await offeredAccounts();
  } catch {
    say("text-no-list");
    return;
  }
  if (remembered && !accounts.some(({ id }) => id === remembered)) {
    identify(NOBODY);
    keep("sessionStorage", ACCOUNT_KEY, NOBODY);
  }
  if (accounts.length === 0) {
    byId("choices").hidden = true;
    say("text-own-data");
    return;
  }
  byId("choices").append(...accounts.map(choiceOf));
  const find = (wanted) => accounts.find(({ id }) => id === wanted);
  showChosen(find(remembered));
  scrollToChosen();
  byId("choices").addEventListener("change", ({ target }) => {
    keep("sessionStorage", ACCOUNT_KEY, target.value);
    identify(target.value);
    showChosen(find(target.value));
  });
}

/** Within the list only: the page itself stays where it is. */
function scrollToChosen() {
  const list = byId("choices");
  const choice = list.querySelector("input:checked").closest(".choice");
  list.scrollTop = choice.offsetTop - (list.clientHeight - choice.offsetHeight) / 2;
}

// Asking --------------------------------------------------------------------------------------

function startAsking() {
  for (const button of document.querySelectorAll("[data-ask]")) {
    button.addEventListener("click", () => {
      const loading = document.readyState !== "complete";
      const loaded = typeof window.BeianChat.open === "function";
      byId("no-chat").hidden = loading || loaded;
      chat("open");
    });
  }
}

startLanguage();
startAsking();
startAccounts();
