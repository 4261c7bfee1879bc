"""What a letter can be had as."""

from __future__ import annotations

from enum import Enum


class Form(str, Enum):
    """A form of a document, by the ending of its file; a picture shows its first page."""

    DOCX = "docx"
    PDF = "pdf"
    PNG = "png"
    TXT = "txt"


MEDIA_TYPES = {
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.PDF: "application/pdf",
    Form.PNG: "image/png",
    Form.TXT: "text/plain; charset=utf-8",
}
