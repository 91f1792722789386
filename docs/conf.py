"""How the documentation is built: Chinese first, English beside it, nothing fetched from elsewhere."""

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

from tanchi import __version__

project = "碳尺 Tanchi"
author = "Tanchi maintainers"
copyright = "2026, Tanchi maintainers"
release = version = __version__
language = "zh_CN"

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "decisions/template.md"]

html_theme = "furo"
html_title = "碳尺 Tanchi"
html_static_path = ["_static"]
html_css_files = ["tanchi.css"]
html_copy_source = False
html_show_sphinx = False


def setup(app: Sphinx) -> None:
    """Show formulas as plain text: Pygments does not know the language."""
    app.add_lexer("formula", TextLexer)
