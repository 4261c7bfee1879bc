"""Where the project's files are."""

from __future__ import annotations

from beian.base.project import project

CONTENT = project().content
HOME = project().home
MODELS = project().models
MODEL_NAME = "beian"
MODEL = MODELS / f"{MODEL_NAME}.tar.gz"
FINGERPRINT = MODELS / f"{MODEL_NAME}.fingerprint"
CONFIG = CONTENT / "config.yml"
DOMAIN = CONTENT / "domain.yml"
DATA = CONTENT / "data"
ENDPOINTS = CONTENT / "endpoints.yml"
CREDENTIALS = CONTENT / "credentials.yml"
WIDGET = project().web / "widget.js"
