"""Beian Assistant: a bilingual chat assistant for cancelling ICP filings in mainland China."""
