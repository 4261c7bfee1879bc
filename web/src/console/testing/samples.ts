/** The data that the fake desk starts with. */

import type {
  Account,
  AccountChecklist,
  Agent,
  Attachment,
  Block,
  Canned,
  Context,
  FeedbackReport,
  Group,
  IntentName,
  Macro,
  Message,
  Note,
  Session,
  Subject,
  Summary,
  Transition,
} from "../contract";

export const NOW = "2026-11-24T06:30:00Z";

const minutesAgo = (minutes: number, now: number) => new Date(now - minutes * 60_000).toISOString();

export interface FakeConversation {
  summary: Summary;
  messages: Message[];
  notes: Note[];
  transitions: Transition[];
  context: Context;
}

export const li: Agent = {
  id: "a-li",
  name: "li",
  display_name: "李敏",
  roles: ["admin"],
  disabled: false,
  available: true,
  online: true,
};
export const wang: Agent = {
  ...li,
  id: "a-wang",
  name: "wang",
  display_name: "Wang Lei",
  roles: ["agent"],
};
export const chen: Agent = {
  ...wang,
  id: "a-chen",
  name: "chen",
  display_name: "陈晨",
  available: false,
  online: false,
};

export const sessions: Session[] = [
  {
    id: "s-1",
    browser: "Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0",
    began_at: NOW,
    expires_at: NOW,
    current: true,
  },
  { id: "s-2", browser: null, began_at: NOW, expires_at: NOW, current: false },
];

export const canned: Canned[] = [
  {
    id: "c1",
    shortcut: "hello",
    title: "问候",
    zh: "您好，我是{agent}，正在查看您的情况，请稍等。",
    en: "Hello, this is {agent}. I am looking into it now, one moment please.",
  },
  {
    id: "c2",
    shortcut: "order",
    title: "订单进度",
    zh: "您的订单 {order} 已提交管局审核，一般需要 20 个工作日以内。",
    en: "Your order {order} is with the administration, which takes up to 20 working days.",
  },
  {
    id: "c3",
    shortcut: "bye",
    title: "结束语",
    zh: "还有其他问题随时联系我们，祝您工作顺利！",
    en: "Do come back to us with any other question. Have a good day!",
  },
];

export const macros: Macro[] = [
  {
    id: "k1",
    title: "请补交执照",
    zh: "您好，我是{agent}，还缺一份材料。",
    en: "Hello, this is {agent}. One paper is missing.",
    paper_zh: "营业执照",
    paper_en: "your business licence",
    tags: ["待补材料"],
    topic: "faq_statement_letter",
    ending: "keep",
  },
  {
    id: "k2",
    title: "Done",
    zh: "",
    en: "It is done. Goodbye!",
    paper_zh: "",
    paper_en: "",
    tags: [],
    topic: null,
    ending: "close",
  },
];

export const groups: Group[] = [
  {
    id: "g1",
    name: "材料组",
    members: ["a-li", "a-wang"],
    topics: ["faq_statement_letter"],
    languages: ["zh"],
    sites: ["www.example.cn"],
    most_each: 3,
    all_after_minutes: 3,
  },
  {
    id: "g2",
    name: "English",
    members: ["a-wang"],
    topics: [],
    languages: ["en"],
    sites: [],
    most_each: 2,
    all_after_minutes: 0,
  },
];

export const block: Block = {
  id: "b1",
  conversation: "conv-0001",
  account: null,
  reason: "辱骂客服",
  agent: { id: "a-li", display_name: "李敏" },
  at: NOW,
  until: "2026-11-25T06:30:00Z",
};

export const photo: Attachment = {
  id: "f1",
  name: "IMG_2041.jpg",
  type: "image/jpeg",
  size: 1_234_567,
  pages: null,
  url: "/console/api/files/f1/content",
  thumbnail: "/console/api/files/f1/thumbnail",
  deleted: false,
  review: null,
  reason: null,
};

export function message(seq: number, given: Partial<Message> = {}): Message {
  return {
    id: `message-${seq}`,
    seq,
    author: "visitor",
    text: `message ${seq}`,
    at: NOW,
    buttons: [],
    links: [],
    answers: null,
    feedback: null,
    feedback_reason: null,
    feedback_comment: null,
    name: null,
    intent: null,
    confidence: null,
    ...given,
  };
}

export function summary(given: Partial<Summary> = {}): Summary {
  return {
    id: "conv-0001",
    state: "waiting",
    language: "zh",
    account: { id: "acc-1001", name: "张**" },
    agent: null,
    topic: "faq_phone_unreachable",
    reason: "request_human",
    waiting_since: NOW,
    began_at: NOW,
    changed_at: NOW,
    last_seq: 0,
    last_message: null,
    ticket: null,
    tags: [],
    visitor_here: null,
    page: null,
    blocked: null,
    group: null,
    rating: null,
    ...given,
  };
}

const subject: Subject = {
  name: "张**",
  type: "individual",
  person: "张**",
  document: "mainland_id",
  province: { zh: "广东省", en: "Guangdong" },
  filing_number: "粤ICP备20261001号",
  status: "filed",
  websites: [
    {
      name: "小张的博客",
      domains: ["zhang.example"],
      filing_number: "粤ICP备20261001号-1",
      status: "filed",
    },
  ],
  services: [
    {
      kind: "mini_program",
      name: "小张记账",
      platform: "微信",
      filing_number: "粤ICP备20261001号-2X",
      status: "filed",
    },
  ],
};

export const account: Account = {
  id: "acc-1001",
  masked: true,
  subjects: [subject],
  phones: ["138****5678"],
  orders: [
    {
      number: "BA20261024001",
      kind: "cancel_subject",
      about: "张**",
      open: true,
      finished_on: null,
      return_reason: null,
      state: "administration_review",
      submitted_on: "2026-10-24",
      deadline: "2026-11-20",
      overdue: true,
    },
    {
      number: "BA20261118007",
      kind: "cancel_website",
      about: "小张的博客",
      open: true,
      finished_on: null,
      return_reason: null,
      state: "sms_verification",
      submitted_on: "2026-11-18",
      deadline: "2026-12-16T09:20+08:00",
      overdue: false,
    },
    {
      number: "BA20260901003",
      kind: "change",
      about: null,
      state: "returned",
      open: false,
      submitted_on: "2026-09-01",
      finished_on: "2026-09-04",
      return_reason: "负责人照片不清晰",
      deadline: null,
      overdue: false,
    },
  ],
};

export const unmaskedAccount: Account = {
  ...account,
  masked: false,
  subjects: [{ ...subject, name: "张小明", person: "张小明" }],
  phones: ["13812345678"],
};

const nothingKnown = {
  topic: null,
  cancellation: null,
  subject_type: null,
  document: null,
  province: null,
  provider: null,
};

export const checklist: AccountChecklist = {
  about: "website:w1",
  title: "材料清单：晓梅烘焙笔记",
  complete: false,
  papers: [
    { id: "cloud_account_id", name: "云账号 ID", state: "ticked", files: [] },
    {
      id: "handheld_photo",
      name: "手持证件照",
      state: "sent",
      files: [{ id: "f1", name: "IMG_1.jpg" }],
    },
    { id: "letter_with_fingerprint", name: "声明书", state: "open", files: [] },
  ],
};

export function noContext(): Context {
  return { topics: [], facts: [], known: nothingKnown, account: null, checklists: [], earlier: [] };
}

/** An earlier conversation of the account acc-1001. */
function earlier(now: number): Summary {
  return summary({
    id: "conv-0000",
    state: "closed",
    waiting_since: null,
    changed_at: minutesAgo(3000, now),
    last_seq: 4,
    last_message: null,
  });
}

export const feedback: FeedbackReport = {
  days: 30,
  scores_of_assistant: [1, 0, 0, 2, 1],
  scores_of_agents: [0, 0, 0, 0, 3],
  ratings: [
    {
      conversation: "conv-0003",
      rating: { score: 5, comment: "解决得很快", at: NOW },
      agent: { id: li.id, display_name: li.display_name },
      topic: "my_order_progress",
    },
    {
      conversation: "conv-0006",
      rating: { score: 1, comment: null, at: null },
      agent: null,
      topic: null,
    },
  ],
  topics: [
    {
      intent: "faq_phone_unreachable",
      up: 1,
      down: 3,
      reasons: [
        { reason: "incomplete", count: 2 },
        { reason: "wrong", count: 1 },
      ],
    },
    { intent: null, up: 1, down: 0, reasons: [] },
  ],
  thumbs: [
    {
      conversation: "conv-0001",
      value: "down",
      reason: "incomplete",
      comment: "没说企业怎么办",
      at: NOW,
      intent: "faq_phone_unreachable",
      question: "手机号已经不用了，收不到验证码",
      answer: "手机号停用时，**可以凭证件注销**。",
    },
    {
      conversation: "conv-0002",
      value: "up",
      reason: null,
      comment: null,
      at: NOW,
      intent: null,
      question: null,
      answer: "Up to 20 working days.",
    },
  ],
};

function conversation(
  given: Partial<Summary>,
  messages: Message[],
  own: Partial<FakeConversation> = {},
): FakeConversation {
  const last = messages.at(-1);
  return {
    summary: summary({
      last_seq: last?.seq ?? 0,
      last_message: last ? { author: last.author, text: last.text, at: last.at } : null,
      ...given,
    }),
    messages,
    notes: [],
    transitions: [],
    context: noContext(),
    ...own,
  };
}

/** Return the conversations of a busy morning, relative to a time in milliseconds. */
export function conversations(now: number): FakeConversation[] {
  const ago = (minutes: number) => minutesAgo(minutes, now);
  const phone: Message[] = [
    message(1, {
      author: "assistant",
      at: ago(15),
      text: "您好！我是备案助手，可以回答 ICP 备案注销的问题。",
      buttons: [{ title: "如何注销备案？", payload: "/faq_how_to_cancel" }],
    }),
    message(2, {
      at: ago(14),
      text: "我要注销备案，但是手机号已经不用了，收不到验证码",
      intent: "faq_phone_unreachable",
      confidence: 0.93,
    }),
    message(3, {
      author: "assistant",
      answers: 2,
      at: ago(14),
      text: "手机号停用时，**可以凭证件注销**。个人主体请准备：\n\n- 负责人身份证正反面\n- 签名的《注销声明书》",
      links: [{ title: "注销声明书.docx", url: "https://desk.example/letters/1.docx" }],
      feedback: "down",
    }),
    message(4, {
      at: ago(12),
      text: "声明书上的主体名称填什么？",
      intent: "faq_statement_letter",
      confidence: 0.58,
    }),
    message(5, {
      author: "assistant",
      answers: 4,
      at: ago(12),
      text: "填备案主体的全称，与备案信息一致。",
    }),
    message(6, {
      at: ago(11.1),
      text: "我看不懂，转人工吧",
      intent: "request_human",
      confidence: 0.98,
    }),
    message(7, {
      author: "notice",
      at: ago(11),
      text: "正在为您转接人工客服，您排在第 1 位，预计等待 5 分钟。",
    }),
  ];
  return [
    conversation(
      {
        id: "conv-0001",
        waiting_since: ago(11),
        began_at: ago(15),
        changed_at: ago(11),
        tags: ["手机号"],
      },
      phone,
      {
        transitions: [
          {
            from: "bot",
            to: "waiting",
            by: "visitor",
            agent: null,
            reason: "request_human",
            at: ago(11),
          },
        ],
        context: {
          topics: [
            { seq: 2, intent: "faq_phone_unreachable", confidence: 0.93, at: ago(14) },
            { seq: 4, intent: "faq_statement_letter", confidence: 0.58, at: ago(12) },
            { seq: 6, intent: "request_human", confidence: 0.98, at: ago(11) },
          ],
          facts: [
            {
              intent: "faq_statement_letter",
              facts: [
                {
                  id: "statement-letter",
                  zh: "注销声明函：个人按手印，企业加盖公章。",
                  en: "The letter has an individual's fingerprint, or an enterprise's official seal.",
                  source: {
                    publisher: "腾讯云",
                    title: "注销备案",
                    date: "2021-12",
                    address: "https://example.com/help",
                  },
                  provider: "tencent",
                  provinces: [],
                  confidence: "high",
                  contradicted_by: [],
                },
                {
                  id: "code-is-the-proof",
                  zh: "能收到验证码的，一般不用别的材料。",
                  en: "Where the code is received, usually no other paper is needed.",
                  source: { publisher: "各接入商", title: "备案文档", date: null, address: null },
                  provider: "any",
                  provinces: ["guangdong"],
                  confidence: "medium",
                  contradicted_by: [],
                },
              ],
            },
          ],
          known: { ...nothingKnown, topic: "faq_statement_letter", subject_type: "individual" },
          account,
          checklists: [checklist],
          earlier: [earlier(now)],
        },
      },
    ),
    conversation(
      {
        id: "conv-0002",
        language: "en",
        account: null,
        topic: "faq_cancellation_time",
        reason: "thumbs_down",
        waiting_since: ago(3),
        began_at: ago(9),
        changed_at: ago(3),
      },
      [
        message(1, {
          at: ago(9),
          text: "How long does it take to cancel a filing?",
          intent: "faq_cancellation_time",
          confidence: 0.97,
        }),
        message(2, {
          author: "assistant",
          answers: 1,
          at: ago(9),
          text: "Up to **20 working days** at the administration, after 1 to 2 days of our review.",
          feedback: "down",
        }),
        message(3, {
          at: ago(3),
          text: "That has long passed. Can someone look at it?",
          intent: "my_order_progress",
          confidence: 0.71,
        }),
      ],
    ),
    conversation(
      {
        id: "conv-0003",
        state: "with_agent",
        account: { id: "acc-2002", name: "深圳市某某科技有限公司" },
        agent: { id: li.id, display_name: li.display_name },
        topic: "my_order_progress",
        reason: "order_overdue",
        waiting_since: null,
        began_at: ago(50),
        changed_at: ago(6),
        tags: ["超期", "管局"],
      },
      [
        message(1, {
          at: ago(50),
          text: "我的注销订单什么时候能办完？",
          intent: "my_order_progress",
          confidence: 0.95,
        }),
        message(2, { author: "agent", name: "李敏", at: ago(6), text: "您好，我正在向管局核实。" }),
      ],
      {
        notes: [
          {
            id: "n1",
            agent: { id: wang.id, display_name: wang.display_name },
            text: "已电话联系管局，周五前回复。",
            at: ago(8),
          },
        ],
        transitions: [
          {
            from: "bot",
            to: "waiting",
            by: "desk",
            agent: null,
            reason: "order_overdue",
            at: ago(49),
          },
          {
            from: "waiting",
            to: "with_agent",
            by: "agent",
            agent: { id: li.id, display_name: li.display_name },
            reason: null,
            at: ago(45),
          },
        ],
        context: {
          topics: [{ seq: 1, intent: "my_order_progress", confidence: 0.95, at: ago(50) }],
          facts: [],
          known: { ...nothingKnown, province: { zh: "广东省", en: "Guangdong" } },
          account: { ...account, id: "acc-2002" },
          checklists: [],
          earlier: [],
        },
      },
    ),
    conversation(
      {
        id: "conv-0004",
        state: "bot",
        account: { id: "acc-3003", name: "王*" },
        topic: "faq_reapply",
        reason: "not_understood",
        waiting_since: null,
        began_at: ago(900),
        changed_at: ago(880),
        ticket: {
          number: "T20261123-0007",
          opened_at: ago(880),
          due_at: ago(-95),
          contact: "w***@example.com",
          answered_at: null,
        },
      },
      [
        message(1, {
          at: ago(880),
          text: "注销以后可以在别的服务商重新备案吗？",
          intent: "faq_reapply",
          confidence: 0.9,
        }),
      ],
    ),
    conversation(
      {
        id: "conv-0005",
        state: "bot",
        account: null,
        language: "en",
        topic: "faq_empty_shell_cause",
        reason: null,
        waiting_since: null,
        began_at: ago(4),
        changed_at: ago(2),
      },
      [
        message(1, {
          at: ago(2),
          text: "Why did my subject become an empty shell?",
          intent: "faq_empty_shell_cause",
          confidence: 0.88,
        }),
      ],
    ),
    conversation(
      {
        id: "conv-0006",
        state: "closed",
        topic: "faq_instance_quota",
        reason: null,
        waiting_since: null,
        began_at: ago(300),
        changed_at: ago(240),
      },
      [
        message(1, { at: ago(250), text: "一台服务器能备案几个网站？" }),
        message(2, {
          author: "agent",
          name: "陈晨",
          at: ago(241),
          text: "一台实例可备案 5 个网站。",
        }),
      ],
    ),
  ];
}

export const intents: IntentName[] = [
  { intent: "faq_cancellation_time", zh: "注销时长", en: "How long it takes" },
  { intent: "faq_instance_quota", zh: "实例备案数量", en: "Websites for one instance" },
  { intent: "faq_phone_unreachable", zh: "手机号停用", en: "Phone number out of use" },
  { intent: "faq_statement_letter", zh: "注销声明书", en: "Statement letter" },
  { intent: "faq_reapply", zh: "重新备案", en: "Filing again" },
  { intent: "faq_empty_shell_cause", zh: "空壳主体的原因", en: "Cause of an empty shell" },
  { intent: "my_order_progress", zh: "我的订单进度", en: "My order" },
  { intent: "greet", zh: "问候", en: "Greeting" },
  { intent: "thank", zh: "感谢", en: "Thanks" },
  { intent: "request_human", zh: "要求人工", en: "Wants a person" },
  { intent: "nlu_fallback", zh: "未理解", en: "Not understood" },
];
