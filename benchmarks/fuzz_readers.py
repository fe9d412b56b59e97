"""Throws damaged and hostile input at every reader and counts what happens.

    python benchmarks/fuzz_readers.py [--inputs 20000] [--seed 1] [--seconds 10] [--json OUT]

Inputs are written attacks (bombs, deep nesting, entities, lying lengths, names
that lead out) and mutations of valid samples of each format, made from the
seed. Each goes the way of `onrecord add`: opened, gone through, each report
read. All must end within `--seconds` of CPU time, in under 1 GB of address space, with
reports or with errors of onrecord; no file may be read and no connection made
that an input asks for. Exits 1 where one does not.
"""

# ruff: noqa: E501  (samples of formats stand on one line)
from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import random
import resource
import select
import signal
import socket
import sys
import tarfile
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

SECRET = "the key of Tarrow harbour is under the third stone"
MOST_MEMORY = 1 << 30
STORY = (
    "The mayor of Tarrow said on Monday that the old bridge over the Tarn will stay closed until spring. "
    "“We found cracks in the eastern pier,” she told reporters. Nobody could say who would pay for it. "
)


@dataclass(frozen=True, slots=True)
class Input:
    """One input: what kind it is, the name of its file, its bytes."""

    kind: str
    name: str
    data: bytes


# ---------------------------------------------------------------- valid samples
def samples() -> list[Input]:
    """A valid file of each format."""
    page = (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Bridge stays closed</title>"
        "<meta property='og:site_name' content='Tarrow News'><meta name=author content='Ola Berg'>"
        '<script type=\'application/ld+json\'>{"@type":"NewsArticle","datePublished":"2022-03-29"}</script>'
        f"</head><body><nav><a href=/>Home</a></nav><article itemprop=articleBody><p>{STORY}</p><p>{STORY}</p>"
        "<table><tr><td>Pier</td><td>3</td></tr></table><ul><li>One</li></ul></article></body></html>"
    ).encode()
    own = {
        "id": "t1",
        "text": STORY,
        "title": "Bridge",
        "published": "2022-03-29T10:00:00Z",
        "url": "https://t.example/1",
    }
    ninjs = {
        "uri": "urn:t:1", "$standard": {"name": "ninjs", "version": "2.0"}, "type": "text", "byline": "By Ola Berg",
        "contentcreated": "2022-03-29T10:00:00+02:00", "headlines": [{"role": "main", "value": "Bridge"}],
        "bodies": [{"role": "main", "contenttype": "text/html", "value": f"<p>{STORY}</p><p>{STORY}</p>"}],
    }  # fmt: skip
    lines = "\n".join(json.dumps(item) for item in (own, ninjs, own)).encode()
    newsml = (
        '<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
        '<packageItem guid="p"><groupSet><group><itemRef residref="n1"/></group></groupSet></packageItem>'
        '<newsItem guid="n1"><itemMeta><itemClass qcode="ninat:text"/><provider literal="TNA"/>'
        '<versionCreated>2022-03-29T10:00:00+02:00</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>'
        "<contentMeta><headline>Bridge</headline><by>By Ola Berg</by></contentMeta><contentSet><inlineXML>"
        f'<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.content><p>{STORY}</p><p>{STORY}</p>'
        "</body.content></body></nitf></inlineXML></contentSet></newsItem></itemSet></newsMessage>"
    ).encode()
    rss = (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>All</title><item><title>Bridge</title><link>https://t.example/1</link><source url='https://n.example'>"
        f"Tarrow News</source><pubDate>Tue, 29 Mar 2022 10:00:00 GMT</pubDate><content:encoded><![CDATA[<p>{STORY}</p>]]>"
        "</content:encoded></item></channel></rss>"
    ).encode()
    atom = (
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>All</title><entry><id>urn:1</id><title>B"
        "</title><link href='https://t.example/2'/><updated>2022-03-29T10:00:00Z</updated><author><name>Ola Berg</name>"
        f"</author><content type='html'>&lt;p&gt;{STORY}&lt;/p&gt;</content></entry></feed>"
    ).encode()
    warc = b"".join(warc_records(page))
    packed = b"".join(map(gzip.compress, warc_records(page)))
    return [
        Input("text", "a.txt", (STORY * 3).encode()),
        Input("html", "a.html", page),
        Input("json", "a.json", json.dumps(own).encode()),
        Input("ninjs", "b.json", json.dumps(ninjs).encode()),
        Input("jsonl", "a.jsonl", lines),
        Input("newsml", "a.xml", newsml),
        Input("rss", "a.rss", rss),
        Input("atom", "a.atom", atom),
        Input("warc", "a.warc", warc),
        Input("warc.gz", "a.warc.gz", packed),
        Input("zip", "a.zip", zipped({"a/b.html": page, "c.jsonl": lines})),
        Input("tar.gz", "a.tar.gz", tarred({"a/b.html": page, "c.xml": newsml}, "w:gz")),
        Input("gz", "a.html.gz", gzip.compress(page)),
    ]


def warc_records(page: bytes) -> list[bytes]:
    """The records of a small web archive."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    target = b"WARC-Target-URI: https://t.example/1\r\nContent-Type: application/http\r\n"
    plain = http + b"Content-Length: %d\r\n\r\n" % len(page) + page
    packed = http + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(page)
    return [
        warc_record(b"warcinfo", b"", b"software: onrecord\r\n"),
        warc_record(b"request", target, b"GET /1 HTTP/1.1\r\nHost: t.example\r\n\r\n"),
        warc_record(b"response", target, plain),
        warc_record(b"response", target, packed),
        warc_record(
            b"resource",
            b"WARC-Target-URI: https://t.example/2\r\nContent-Type: text/plain\r\n",
            STORY.encode(),
        ),
    ]


def warc_record(kind: bytes, headers: bytes, body: bytes, length: int | None = None) -> bytes:
    """One record, with its own length or a lie."""
    said = len(body) if length is None else length
    return (
        b"WARC/1.0\r\nWARC-Type: " + kind + b"\r\nWARC-Record-ID: <urn:uuid:%d>\r\n" % len(body)
        + b"WARC-Date: 2022-03-29T10:00:00Z\r\n" + headers + b"Content-Length: %d\r\n\r\n" % said + body + b"\r\n\r\n"
    )  # fmt: skip


def zipped(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    """A tar archive."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


# ---------------------------------------------------------------- written attacks
def attacks(secret: Path, port: int) -> list[Input]:
    """Inputs that are made to hurt."""
    zeros = gzip.compress(bytes(300_000_000), 9)
    laughs = "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {chr(97 + i)} '{f'&{chr(96 + i)};' * 10}'>" for i in range(1, 12)
    )
    outside = (
        f"<!DOCTYPE l [<!ENTITY l SYSTEM 'file://{secret}'><!ENTITY n SYSTEM 'http://127.0.0.1:{port}/x'>]>"
    )
    remote = f"<!DOCTYPE l SYSTEM 'http://127.0.0.1:{port}/l.dtd'>"
    item = "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><contentSet><inlineData>{}</inlineData></contentSet></newsItem>"
    deep = 200_000
    spam = "<span>a</span> "
    named = {
        "xi.xml": item.format(f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file://{secret}'/>{STORY}"),
        "laughs.xml": f"{laughs}]>" + item.format("&l;" + STORY),
        "laughs.rss": f"{laughs}]><rss version='2.0'><channel><item><title>&l;</title></item></channel></rss>",
        "laughs-late.xml": "<!--" + "x" * 70_000 + "-->" + f"{laughs}]>" + item.format("&l;" + STORY),
        "outside.xml": outside + item.format("&l;&n;" + STORY),
        "outside-late.xml": "<!--" + "x" * 70_000 + "-->" + outside + item.format("&l;&n;" + STORY),
        "outside.rss": outside + f"<rss version='2.0'><channel><item><title>&l;</title><description>&n;{STORY}</description></item></channel></rss>",
        "outside-late.rss": "<rss version='2.0'>" + "<!--" + "x" * 70_000 + "--><channel><item><title>&l;</title></item></channel></rss>",
        "remote.xml": remote + item.format(STORY),
        "outside.html": outside + f"<html><body><p>&l; {STORY * 3}</p></body></html>",
        "attribute.xml": f"{laughs}]><newsItem guid='&l;'/>",
        "deep.html": "<html><body>" + "<div>" * deep + STORY * 3,
        "deep-b.html": "<html><body><p>" + "<b><i>" * deep + STORY * 3,
        "deep.json": "[" * deep + "]" * deep,
        "deep-object.json": '{"text":' + '{"a":' * deep + "1" + "}" * deep + "}",
        "deep.jsonl": '{"text": "a"}\n' + '{"a":' * deep + "\n" + "[" * deep + "\n",
        "deep.xml": "<newsItem>" + "<a>" * deep + "</a>" * deep + "</newsItem>",
        "deep.rss": "<rss version='2.0'><channel><item><description>" + "<b>" * 20_000 + "</description></item></channel></rss>",
        "long-number.json": '{"text": ' + "9" * 100_000 + "}",
        "many.json": "[" + "[]," * 3_000_000 + "[]]",
        "surrogate.json": '{"text": "' + "\\ud800" * 50 + STORY + '", "title": "\\udc00"}',
        "comments.txt": "<!--a-->" * 500 + "plain",
        "instructions.xml": "<?a?>" * 1_000 + "plain",
        "spans.html": "<html><body><article><p>" + STORY * 3 + spam * 300_000 + "</p></article></body></html>",
        "links.html": "<html><body>" + "".join(f"<li><a href='/{i}'>s {i}</a>" for i in range(120_000)) + f"<p>{STORY * 3}",
        "table.html": f"<html><body><article><p>{STORY * 3}</p><table>" + "<tr><td>1<td>2" * 150_000,
        "unclosed.html": f"<html><body><p>{STORY * 3}" + "<!--" * 500_000 + "<" * 500_000,
        "jsonld.html": "<html><head><script type='application/ld+json'>" + '{"a":[' * deep + f"</script></head><body><p>{STORY * 4}",
        "date.json": json.dumps({"text": STORY, "published": "2022-" * 10_000}),
        "dates.json": json.dumps({"text": STORY, "published": "29 Mar " * 13}),
        "spaces.txt": " " * 3_000_000 + "x",
        "quotes.txt": '"' * 300_000,
        "by.txt": ("By " + "Ola and " * 30 + "\n") * 200 + STORY,
    }  # fmt: skip
    made = [Input("attack", name, text.encode("utf-8", "surrogatepass")) for name, text in named.items()]
    binary = {
        "bomb.html.gz": zeros,
        "bomb.jsonl.gz": zeros,
        "twice.html.gz": gzip.compress(zeros),
        "bomb.tar.gz": zeros,
        "text-bomb.txt.gz": gzip.compress(STORY.encode() * 1_000_000, 9),
        "bomb.zip": zipped({f"{i}.txt": bytes(30_000_000) for i in range(3)}),
        "nested.zip": zipped({"a.zip": zipped({"b.txt": STORY.encode()})}),
        "names.zip": zipped({n: STORY.encode() for n in ("../a.txt", "/etc/a.txt", "C:\\a.txt", "a/../../b.txt", "x" * 9_000)}),
        "names.tar": tarred({n: STORY.encode() for n in ("../a.txt", "/etc/a.txt", "a/../../b.txt", "x" * 9_000, "\x1b[2J.txt")}),
        "pax.tar.gz": gzip.compress(tarred({"x" * 5_000: b"a"})[:512].replace(b"00000011621", b"77777777777") + bytes(200_000_000)),
        "bomb.warc": warc_record(
            b"response", b"Content-Type: application/http\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + zeros,
        ),
        "bomb.warc.gz": gzip.compress(warc_record(b"resource", b"Content-Type: text/html\r\n", bytes(200_000_000))),
        "utf16.html": ("<html><body><p>" + STORY * 4).encode("utf-16"),
        "utf32.json": json.dumps({"text": STORY}).encode("utf-32"),
        "nul.txt": STORY.encode() + b"\0" + STORY.encode(),
        "nul.xml": b"<newsItem>\0</newsItem>",
        "declared.html": b"<meta charset=utf-7><p>" + b"+AAAA-" * 1_000,
        "utf16.rss": ("<?xml version='1.0' encoding='utf-16'?><rss version='2.0'><channel><item/></channel></rss>").encode("utf-16"),
        "utf16-outside.rss": ("<?xml version='1.0' encoding='utf-16'?>" + outside + "<rss version='2.0'><channel><item><title>&l;</title></item></channel></rss>").encode("utf-16"),
        "utf16-laughs.xml": ("<?xml version='1.0' encoding='utf-16'?>" + laughs + "]>" + item.format("&l;")).encode("utf-16"),
    }  # fmt: skip
    for lie in (0, 5, -5, 10**6, 10**12, 2**63 - 1, 2**64):
        record = warc_record(
            b"response", b"Content-Type: application/http\r\n", b"HTTP/1.1 200 OK\r\n\r\nhello", lie
        )
        binary[f"lie{lie}.warc"] = record + b"".join(warc_records(STORY.encode()))
        binary[f"lie{lie}.warc.gz"] = gzip.compress(record)
    return made + [Input("attack", name, data) for name, data in binary.items()]


# ---------------------------------------------------------------- mutations
TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"</p>", b"<p>", b"<![CDATA[", b"]]>", b"<!--", b"<!DOCTYPE x [",
    b"<!ENTITY x SYSTEM 'file:///etc/passwd'>", b"&x;", b"&#0;", b"&#xD800;", b"{", b"}", b"[", b"]", b'"', b"\\ud800",
    b"null", b"1e999", b"NaN", b"-1", b"99999999999999999999", b"Content-Length: 99999999", b"Content-Encoding: gzip\r\n",
    b"Transfer-Encoding: chunked\r\n", b"WARC/1.0\r\n", b"\r\n\r\n", b"\n", b"../../etc/passwd", b"PK\x03\x04", b"\x1f\x8b",
    b"encoding='utf-16'", b"charset=utf-7", b"charset=rot13", b"<base href='file:///'>", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80",
    b"By Ola Berg", b"29 March 2022", b"<table>", b"<script>", b" " * 500, b"(" * 200, b"itemprop=articleBody",
)  # fmt: skip


def mutate(sample: Input, others: list[Input], chance: random.Random) -> Input:
    """A sample with a few things done to it."""
    data = bytearray(sample.data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((1, 4, 32, 256, 2048))
        match chance.randrange(9):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length] * chance.choice((1, 2, 50))
            case 3 | 4:
                data[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 3, 200))
            case 5:
                del data[at:]
            case 6:
                other = chance.choice(others).data
                start = chance.randrange(len(other))
                data[at : at + length] = other[start : start + length]
            case 7:
                data[at : at + length] = chance.randbytes(length)
            case _:
                digits = [i for i, byte in enumerate(data[:20_000]) if 48 <= byte <= 57]
                if digits:
                    data[chance.choice(digits)] = chance.choice(b"0123456789-")
    whole = bytes(data)
    if chance.random() < 0.05:
        encoding = chance.choice(("utf-16", "utf-32", "latin-1", "utf-7", "cp037"))
        whole = whole.decode("utf-8", "replace").encode(encoding, "replace")
    name = chance.choice(others).name if chance.random() < 0.1 else sample.name
    return Input(sample.kind, name, whole)


def inside(sample: Input, chance: random.Random) -> Input | None:
    """A compressed sample or archive with its content mutated, else checksums would stop nearly all; or None."""
    data = sample.data
    if sample.kind == "zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        chosen = chance.choice(sorted(files))
        files[chosen] = mutate(Input("zip", chosen, files[chosen]), [sample], chance).data
        return Input(sample.kind, sample.name, zipped(files))
    if data.startswith(b"\x1f\x8b"):
        plain = Input(sample.kind, sample.name, gzip.decompress(data))
        return Input(sample.kind, sample.name, gzip.compress(mutate(plain, [sample], chance).data, 1))
    return None


def make(number: int, seed: int, hostile: list[Input], valid: list[Input]) -> Input:
    """The input of a number: the attacks first, then mutations, each from its own seed."""
    if number < len(hostile):
        return hostile[number]
    chance = random.Random(seed * 1_000_003 + number)
    if chance.random() < 0.6 and (inner := inside(valid[number % len(valid)], chance)):
        return inner
    return mutate(valid[number % len(valid)], valid, chance)


# ---------------------------------------------------------------- running
def read_all(given: Input) -> str:
    """Takes an input in as `onrecord add` does; says what came of it."""
    from onrecord.intake import Received, take
    from onrecord.intake.containers import open_up
    from onrecord.record.errors import OnrecordError

    taken = refused = 0
    for item in open_up(io.BufferedReader(io.BytesIO(given.data)), given.name):  # type: ignore[arg-type]
        if not isinstance(item, Received):
            refused += 1
            str(item.error)
            continue
        try:
            report = take(item).report
            if SECRET in f"{report.text}{report.title}":
                raise AssertionError("a file was read that the input asked for")
            taken += 1
        except OnrecordError as error:
            str(error)
            refused += 1
    return (
        "reports and errors"
        if taken and refused
        else "reports"
        if taken
        else "errors"
        if refused
        else "nothing"
    )


def child(out: int, numbers: range, o: argparse.Namespace, hostile: list[Input], valid: list[Input]) -> None:
    """Works through some inputs and writes a line about each."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for number in numbers:
        given = make(number, o.seed, hostile, valid)
        signal.setitimer(signal.ITIMER_PROF, o.seconds)  # ends the process, even where it is deep in C
        begun = time.monotonic()
        try:
            result = {"outcome": read_all(given)}
        except BaseException:
            result = {"outcome": "crash", "why": traceback.format_exc()[-400:]}
        result |= {"number": number, "seconds": time.monotonic() - begun}  # type: ignore[dict-item]
        os.write(out, json.dumps(result).encode() + b"\n")
    os._exit(0)


def run(
    o: argparse.Namespace, hostile: list[Input], valid: list[Input]
) -> tuple[list[dict[str, object]], float]:
    """Runs all inputs in child processes, which are ended where one hangs."""
    results: list[dict[str, object]] = []
    begun, done = time.monotonic(), 0
    while done < o.inputs:
        source, sink = os.pipe()
        batch = range(done, min(done + 500, o.inputs))
        pid = os.fork()
        if pid == 0:
            os.close(source)
            child(sink, batch, o, hostile, valid)
        os.close(sink)
        came = follow(source, pid, o.seconds)
        os.close(source)
        done += len(came)
        results += came
        if len(came) < len(batch) and (not came or came[-1]["outcome"] not in ("hang", "killed")):
            results.append({"number": done, "outcome": "killed", "why": "the process ended", "seconds": 0.0})
            done += 1
    return results, time.monotonic() - begun


def follow(source: int, pid: int, seconds: float) -> list[dict[str, object]]:
    """What a child reports until it ends, or hangs and is ended."""
    came: list[dict[str, object]] = []
    rest = b""
    while True:
        ready, _, _ = select.select([source], [], [], 30 * seconds)
        if not ready:
            os.kill(pid, signal.SIGKILL)
            number = came[-1]["number"] + 1 if came else None  # type: ignore[operator]
            came.append({"number": number, "outcome": "hang", "seconds": seconds})
            break
        data = os.read(source, 65_536)
        if not data:
            break
        *lines, rest = (rest + data).split(b"\n")
        came += [json.loads(line) for line in lines]
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF:
        came.append(
            {"number": came[-1]["number"] + 1 if came else None, "outcome": "hang", "seconds": seconds}
        )  # type: ignore[operator]
    return came


def main() -> None:
    """Reads the arguments, runs, prints a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--inputs", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seconds", type=float, default=10.0)
    options.add_argument("--json", type=Path, help="write the counts")
    o = options.parse_args()
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", LC_ALL="C.UTF-8")
    secret = Path(tempfile.mkdtemp()) / "secret.txt"
    secret.write_text(SECRET)
    valid = samples()
    foreign = Input(
        "text", "b.txt", "Der Bürgermeister sagte am Montag, dass die Brücke gesperrt bleibt. ".encode() * 5
    )
    for sample in (*valid, foreign):
        read_all(sample)  # loads all that is to be loaded
    with socket.create_server(("127.0.0.1", 0)) as listener:
        hostile = attacks(secret, listener.getsockname()[1])
        results, seconds = run(o, hostile, valid)
        listener.settimeout(0.2)
        try:
            listener.accept()
            results.append(
                {"number": None, "outcome": "crash", "why": "a connection was made", "seconds": 0.0}
            )
        except TimeoutError:
            pass
    secret.unlink()
    show(o, results, seconds, hostile, valid)


def show(
    o: argparse.Namespace,
    results: list[dict[str, object]],
    seconds: float,
    hostile: list[Input],
    valid: list[Input],
) -> None:
    """A table of outcomes by kind, and what failed."""
    counts: dict[str, Counter[str]] = {}
    slowest: dict[str, float] = {}
    failures = []
    for result in results:
        number = result["number"]
        given = make(int(str(number)), o.seed, hostile, valid) if number is not None else Input("?", "?", b"")
        counts.setdefault(given.kind, Counter())[str(result["outcome"])] += 1
        slowest[given.kind] = max(slowest.get(given.kind, 0.0), float(str(result["seconds"])))
        if result["outcome"] in ("crash", "hang", "killed"):
            failures.append(
                f"{number} {given.kind} {given.name} {result['outcome']}: {result.get('why', '')}"
            )
    outcomes = ("reports", "reports and errors", "errors", "nothing", "crash", "hang", "killed")
    table = Table(
        "format", *outcomes, "slowest, s", title=f"{len(results):,} inputs in {seconds:.0f} s, seed {o.seed}"
    )
    for kind, counter in counts.items():
        table.add_row(kind, *(str(counter[outcome]) for outcome in outcomes), f"{slowest[kind]:.2f}")
    console = Console(width=140)
    console.print(table)
    for failure in failures[:40]:
        console.print(failure, markup=False)
    if o.json:
        report = {
            "inputs": len(results),
            "seed": o.seed,
            "failures": failures,
            "outcomes": counts,
            "seconds": seconds,
        }
        o.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
