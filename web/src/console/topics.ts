/** The topics that the assistant tells apart (intents of domain.yml), as agents read them. */

import type { Language } from "./contract";

const NAMES: Record<string, Record<Language, string>> = {
  faq_cancellation_time: { zh: "注销时长", en: "How long it takes" },
  faq_subject_vs_website: { zh: "注销主体与注销网站的区别", en: "Subject or website" },
  faq_abandon_order_impact: { zh: "放弃订单的影响", en: "Giving up an order" },
  faq_miit_record_removed: { zh: "工信部记录是否删除", en: "Record at the ministry" },
  faq_withdraw_application: { zh: "撤回注销申请", en: "Withdrawing a cancellation" },
  faq_other_websites_affected: { zh: "是否影响其他网站", en: "Effect on other websites" },
  faq_site_after_access_cancelled: { zh: "取消接入后的网站", en: "Site after access is cancelled" },
  faq_instance_quota: { zh: "实例备案数量", en: "Websites for one instance" },
  faq_phone_unreachable: { zh: "手机号停用", en: "Phone number out of use" },
  faq_required_documents: { zh: "所需材料", en: "Papers needed" },
  faq_statement_letter: { zh: "注销声明书", en: "Statement letter" },
  faq_sms_verification: { zh: "短信核验", en: "SMS verification" },
  faq_how_to_cancel: { zh: "如何注销", en: "How to cancel" },
  faq_cancel_access_meaning: { zh: "取消接入的含义", en: "What cancelling access means" },
  faq_access_cancelled_by_bureau: { zh: "被管局取消接入", en: "Access cancelled by order" },
  faq_reapply: { zh: "重新备案", en: "Filing again" },
  faq_empty_shell_definition: { zh: "什么是空壳主体", en: "What an empty shell is" },
  faq_empty_shell_cause: { zh: "空壳主体的原因", en: "Cause of an empty shell" },
  faq_empty_shell_cancel: { zh: "注销空壳主体", en: "Cancelling an empty shell" },
  my_filing_status: { zh: "我的备案情况", en: "My filing" },
  my_order_progress: { zh: "我的订单进度", en: "My order" },
  greet: { zh: "问候", en: "Greeting" },
  goodbye: { zh: "告别", en: "Goodbye" },
  thank: { zh: "感谢", en: "Thanks" },
  affirm: { zh: "肯定", en: "Yes" },
  deny: { zh: "否定", en: "No" },
  inform: { zh: "提供信息", en: "Information given" },
  bot_challenge: { zh: "询问是否机器人", en: "Bot or person?" },
  ask_capabilities: { zh: "询问能做什么", en: "What can you do?" },
  request_human: { zh: "要求人工", en: "Wants a person" },
  contact_info: { zh: "联系方式", en: "Contact details" },
  change_language: { zh: "切换语言", en: "Change of language" },
  start_over: { zh: "重新开始", en: "Start over" },
  feedback_helpful: { zh: "反馈：有帮助", en: "Feedback: helpful" },
  feedback_unhelpful: { zh: "反馈：没帮助", en: "Feedback: no help" },
  out_of_scope: { zh: "超出范围", en: "Out of scope" },
  nlu_fallback: { zh: "未理解", en: "Not understood" },
  blank_message: { zh: "空消息", en: "Blank message" },
  message_too_long: { zh: "消息过长", en: "Message too long" },
};

/** A topic by name; what a visitor wrote as one stays as it is. */
export function topicName(topic: string, language: Language): string {
  return NAMES[topic]?.[language] ?? topic;
}
