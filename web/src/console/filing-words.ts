/** Words of the filing state as agents read them. */

import type { Language, Words } from "./contract";

const WORDS: Record<string, Record<Language, string>> = {
  topic: { zh: "当前主题", en: "Topic" },
  subject_type: { zh: "主体类型", en: "Kind of subject" },
  cancellation: { zh: "注销类型", en: "Cancellation" },
  subject: { zh: "主体", en: "Subject" },
  website: { zh: "网站", en: "Website" },
  app: { zh: "App", en: "App" },
  mini_program: { zh: "小程序", en: "Mini program" },
  quick_app: { zh: "快应用", en: "Quick app" },
  name: { zh: "名称", en: "Name" },
  type: { zh: "类型", en: "Type" },
  document: { zh: "证件", en: "Document" },
  province: { zh: "省份", en: "Province" },
  filing_number: { zh: "备案号", en: "Filing number" },
  status: { zh: "状态", en: "Status" },
  cancelled_at: { zh: "注销时间", en: "Cancelled at" },
  domain: { zh: "域名", en: "Domain" },
  domains: { zh: "域名", en: "Domains" },
  person: { zh: "负责人", en: "Person in charge" },
  phone: { zh: "手机号", en: "Phone" },
  email: { zh: "邮箱", en: "E-mail" },
  access: { zh: "接入", en: "Access" },
  accesses: { zh: "接入", en: "Access" },
  provider: { zh: "接入商", en: "Provider" },
  instance_id: { zh: "实例", en: "Instance" },
  individual: { zh: "个人", en: "Individual" },
  enterprise: { zh: "企业", en: "Enterprise" },
  mainland_id: { zh: "身份证", en: "Identity card" },
  passport: { zh: "护照", en: "Passport" },
  hk_macau_permit: { zh: "港澳通行证", en: "Hong Kong and Macau permit" },
  taiwan_permit: { zh: "台胞证", en: "Taiwan permit" },
  filed: { zh: "已备案", en: "Filed" },
  active: { zh: "正常", en: "Active" },
  cancelled: { zh: "已注销", en: "Cancelled" },
  first_filing: { zh: "首次备案", en: "First filing" },
  new_website: { zh: "新增网站", en: "New website" },
  new_access: { zh: "新增接入", en: "New access" },
  change: { zh: "变更备案", en: "Change" },
  cancel_subject: { zh: "注销主体", en: "Cancel the subject" },
  cancel_website: { zh: "注销网站", en: "Cancel a website" },
  cancel_service: { zh: "注销 App 或小程序", en: "Cancel an app or mini program" },
  cancel_access: { zh: "取消接入", en: "Cancel access" },
  draft: { zh: "草稿", en: "Draft" },
  provider_review: { zh: "接入商审核", en: "Provider's review" },
  sms_verification: { zh: "短信核验", en: "SMS verification" },
  administration_review: { zh: "管局审核", en: "Administration's review" },
  succeeded: { zh: "已通过", en: "Succeeded" },
  returned: { zh: "已退回", en: "Returned" },
  abandoned: { zh: "已放弃", en: "Given up" },
};

/** Return the word for a name of the filing state. Other values are returned as they are. */
export function filingWord(word: string, language: Language): string {
  return WORDS[word]?.[language] ?? word;
}

/** Return any value as one line, empty if there is none. Of words in both languages, one is taken. */
export function lineOf(value: unknown, language: Language): string {
  if (value === null || value === undefined) {
    return "";
  }
  if (Array.isArray(value)) {
    const separator = language === "zh" ? "、" : ", ";
    return value
      .map((one) => lineOf(one, language))
      .filter(Boolean)
      .join(separator);
  }
  if (isWords(value)) {
    return value[language];
  }
  if (typeof value === "object") {
    return Object.values(value)
      .map((one) => lineOf(one, language))
      .filter(Boolean)
      .join(" · ");
  }
  if (typeof value === "boolean") {
    return value ? "✓" : "✗";
  }
  return filingWord(typeof value === "string" ? value : JSON.stringify(value), language);
}

function isWords(value: unknown): value is Words {
  return typeof value === "object" && value !== null && "zh" in value && "en" in value;
}
