"""The picture of a matter's figures as files: SVG, and PNG drawn from the same SVG.

One drawing serves the page, the SVG and the PNG. resvg (a wheel of three
megabytes without dependencies) draws the pixels; a plotting library would
weigh ten times that and make a second drawing to keep like the first. The font
ships with the package, so that the same figures give the same bytes anywhere;
only names in scripts that it lacks are drawn with the fonts of the system.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from markupsafe import Markup

from onrecord.compare.matters import Layout, Matter
from onrecord.compare.series import figures_of
from onrecord.export.cast import HUES, NO_HUE
from onrecord.export.comparison_words import origins_phrase
from onrecord.export.figure_picture import WIDTH, draw_series, has_number
from onrecord.export.frame import asset, template_of
from onrecord.export.phrasing import shortened
from onrecord.export.printable import printable
from onrecord.record import Comparison
from onrecord.record.errors import OnrecordError

SHARPNESS = 2.0
"""Pixels of a PNG for one of the drawing."""

HEAD, MARGIN, GAP, FOOT = 66, 24, 34, 34
"""Pixels above the first panel, around all, between two, and below the last."""

LONGEST_TITLE = 78
LONGEST_NOTE = 110
FONT = "DejaVu Sans"
_OTHER_SCRIPTS = re.compile("[\u0700-\u1dff\u2c00-\ua6ff\ua800-\ufaff\U00010000-\U0010ffff]")
_VARIABLE = re.compile(r"--(\w+): (#[0-9a-f]+)")
_USED = re.compile(r"var\(--(\w+)\)")


class NoFigures(OnrecordError):
    """There is no figure of which a picture could be drawn."""

    exit_code = 6


def svg(comparison: Comparison, matter: Matter) -> str:
    """The figures of a matter as one SVG, one panel a measure; raises `NoFigures` where there is none."""
    found = figures_of(Layout(comparison), matter)
    drawn = [series for series in found.series if has_number(series)]
    if not drawn:
        raise NoFigures(
            f"no statement on {matter.account.id} gives a figure with a number", "", "try --format table"
        )
    hues = {origin.speaker: str(n % HUES) for n, origin in enumerate(matter.account.origins)}
    panels, y = [], HEAD
    for n, series in enumerate(drawn, 1):
        panel, height = draw_series(series, f"panel-{n}", lambda origin: hues.get(origin or "", NO_HUE))
        panels.append((y, height, panel, str(series.measure)))
        y += height + GAP
    return template_of("figures_file.svg.jinja").render(
        width=WIDTH,
        height=y - GAP + FOOT,
        margin=MARGIN,
        title=printable(shortened(matter.account.matter, LONGEST_TITLE)),
        note=printable(shortened(origins_phrase(matter), LONGEST_NOTE)),
        panels=panels,
        style=_style(),
    )


def png(comparison: Comparison, matter: Matter) -> bytes:
    """The same picture in pixels."""
    return pixels(svg(comparison, matter))


def pixels(drawing: str) -> bytes:
    """An SVG as PNG, its letters from the font that ships."""
    import resvg_py  # loaded when pixels are asked for

    font = resources.files("onrecord.export") / "fonts" / "DejaVuSans.ttf"
    with resources.as_file(font) as path:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=drawing,
                zoom=SHARPNESS,
                font_files=[str(path)],
                font_family=FONT,
                sans_serif_family=FONT,
                skip_system_fonts=not _OTHER_SCRIPTS.search(drawing),
            )
        )


@cache
def _style() -> Markup:
    """The style of the picture with the colours of the light page written out.

    What draws SVG outside of browsers knows no variables; a rule that takes the
    colour of an origin becomes one for each tint.
    """
    page = asset("page.css")
    light = page.split("@media", 1)[0]
    root = dict(_VARIABLE.findall(light.split("}", 1)[0]))
    tints = {
        line.split("{")[0].strip(): dict(_VARIABLE.findall(line))
        for line in light.splitlines()
        if line.startswith(".hue-")
    }
    rules = []
    for rule in asset("figures.css").split("*/", 1)[1].strip().splitlines():
        if "--edge" not in rule:
            rules.append(_filled(rule, root))
            continue
        names, body = rule.split("{", 1)
        for tint, colours in tints.items():
            selector = ",".join(_tinted(name, tint) for name in names.split(","))
            rules.append(_filled(f"{selector} {{{body}", root | colours))
    family = f'.figures {{ font-family: "{FONT}", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }}'
    return Markup("\n".join([family, *rules, f".ground {{ fill: {root['paper']}; }}"]))


def _tinted(selector: str, tint: str) -> str:
    first, rest = selector.strip().split(" ", 1)
    return f"{first} {tint} {rest}"


def _filled(rule: str, colours: dict[str, str]) -> str:
    return _USED.sub(lambda match: colours[match[1]], rule)
