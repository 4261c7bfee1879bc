"""Letters as documents: filled from the filing state, as .docx, .pdf, picture and text."""
