"""Documents as self-contained HTML."""

from tanchi.documents.html.page import render_html

__all__ = ["render_html"]
