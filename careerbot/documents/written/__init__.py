"""Formats that hold a text as it is printed: PDF, Word, OpenDocument, rich text, HTML, Markdown, LaTeX, plain text."""
