"""Documents as Word files."""

from tanchi.documents.word.render import docx_bytes, render_docx

__all__ = ["docx_bytes", "render_docx"]
