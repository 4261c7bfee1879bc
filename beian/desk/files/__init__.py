"""The bytes of uploaded files: checked, encrypted and kept. Who may have them, and which message
they belong to, is for beian.desk.conversations to know."""
