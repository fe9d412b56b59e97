"""How the manual is built: `make docs`, offline, from these pages and from the code."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import onrecord
from made import fill

project = "onrecord"
author = "The onrecord founders"
copyright = "the onrecord founders, Apache-2.0"
version = release = onrecord.__version__
language = "en-GB"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist"]
myst_heading_anchors = 4
suppress_warnings = ["myst.header"]  # a page may begin its parts at the third level
exclude_patterns = ["made", "static"]
default_role = "code"  # docstrings write `names` as Markdown does
nitpicky = False
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 80
smartquotes = False
pygments_style = "friendly"
pygments_dark_style = "monokai"

html_theme = "furo"
html_title = f"onrecord {release}"
html_static_path = ["static"]
html_css_files = ["onrecord.css"]
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
html_use_index = True
html_theme_options = {"navigation_with_keys": True, "top_of_page_buttons": []}


def setup(app: object) -> None:
    """What stands between `<!-- made: NAME -->` marks is made from the code as a page is read."""
    app.connect("source-read", lambda _, name, text: text.__setitem__(0, fill(text[0], name)))  # type: ignore[attr-defined]
