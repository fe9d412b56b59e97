"""What happens where spaCy is not installed."""

from __future__ import annotations

import subprocess
import sys

HIDDEN = """
import sys
sys.modules["spacy"] = None
import onrecord, onrecord.integrations
try:
    import onrecord.integrations.spacy
except ImportError as error:
    print(error)
"""


def test_onrecord_works_without_spacy_and_the_component_says_how_to_get_it() -> None:
    """spaCy is optional: importing onrecord does not ask for it, the component's error names the extra."""
    out = subprocess.run([sys.executable, "-c", HIDDEN], capture_output=True, text=True, check=True)
    assert "pip install 'onrecord[spacy]'" in out.stdout
