/** The frames of docs/protocol.md; their types are generated from the desk's schemas. */

export type { ClientFrame, FeedbackReason, HelloFrame } from "../generated/client-frame";
export type {
  AccountConversation,
  Attachment,
  Author,
  Button,
  Card,
  CardAction,
  ChatMessage,
  Checklist,
  ChecklistPaper,
  ConversationState,
  ErrorCode,
  ErrorFrame,
  FeedbackValue,
  Handoff,
  Language,
  Link,
  ServerFrame,
  StateFrame,
  WelcomeFrame,
} from "../generated/server-frame";
