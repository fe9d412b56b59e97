"""The names a Python user calls stay what they are, whatever else is loaded."""

import subprocess
import sys

NAMES = ("compare", "connect", "from_json", "json_schema", "open", "read", "to_json")


def test_functions_that_bear_a_packages_name_stay_functions() -> None:
    """`onrecord.compare` and `onrecord.read` are packages too; loading their modules takes no name away."""
    program = f"""
import onrecord
import onrecord.compare.comparison, onrecord.compare.promises, onrecord.read.source, onrecord.ledger.comparing
print([name for name in {NAMES!r} if not callable(getattr(onrecord, name))])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """In the packages that load on demand, as in any other."""
    program = "import onrecord.api as a, onrecord.compare as c; print([hasattr(m, 'no') for m in (a, c)])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[False, False]"
