"""The chat in a real browser, against the whole running stack."""
