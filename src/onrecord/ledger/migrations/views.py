"""Views with plain names, for Datasette, DuckDB and whoever writes SQL.

Frozen as the migrations are: a changed view is a new constant and a new migration.
"""

from __future__ import annotations

_REPORT = """
CREATE VIEW report_view AS
SELECT r.id AS report, v.title, v.publisher, v.published, v.url, v.path, v.language,
       v.number AS revision, v.taken_at, v.sha256, v.original_sha256,
       c.origin AS copy_of,
       (SELECT count(*) FROM statements s WHERE s.report = r.id AND s.current) AS statements,
       v.text
FROM reports r
JOIN revisions v ON v.report = r.id AND v.number = r.revision
LEFT JOIN copies c ON c.report = r.id
"""
_STATEMENT = """
CREATE VIEW statement_view AS
SELECT s.id AS statement, s.report,
       p.name AS speaker, p.type AS speaker_type, p.named AS speaker_named, p.affiliation,
       m.person, h.name AS person_name,
       s.source_text AS source, s.cue_text AS cue, s.content_text AS content, s.mode,
       s.act, s.certainty, s.polarity, s.said_date AS said, s.said_basis,
       s.about_status, s.about_start, s.about_end, s.channel, s.audience,
       s.condition, s.due_start, s.due_end, s.within, s.confidence, s.made_by,
       v.title, v.publisher, v.published, v.url, v.number AS revision, c.origin AS copy_of
FROM statements s
JOIN revisions v ON v.report = s.report AND v.number = s.revision
LEFT JOIN speakers p ON p.id = s.speaker AND p.current
LEFT JOIN memberships m ON m.speaker = s.speaker
LEFT JOIN people h ON h.id = m.person
LEFT JOIN copies c ON c.report = s.report
WHERE s.current
"""
_SPEAKER = """
CREATE VIEW speaker_view AS
SELECT p.id AS speaker, p.report, p.name, p.type, p.named, p.affiliation,
       m.person, h.name AS person_name, p.made_by,
       (SELECT count(*) FROM statements s WHERE s.speaker = p.id AND s.current) AS statements
FROM speakers p
LEFT JOIN memberships m ON m.speaker = p.id
LEFT JOIN people h ON h.id = m.person
WHERE p.current
"""
_PLACE = """
CREATE VIEW place_view AS
SELECT s.id AS statement, s.report, x.name, x.country, x.precision, x.lat, x.lon, x.geonames
FROM places x JOIN statements s ON s.key = x.statement
WHERE s.current
"""
_FIGURE = """
CREATE VIEW figure_view AS
SELECT s.id AS statement, s.report, x.measure, x.low, x.high, x.approximate, x.unit, x.scope,
       s.said_date AS said
FROM figures x JOIN statements s ON s.key = x.statement
WHERE s.current
"""
_EVENT = """
CREATE VIEW event_view AS
SELECT s.id AS statement, s.report, x.type, x.status, x.actor, x.recipient, x.place,
       s.about_start, s.about_end, s.said_date AS said
FROM events x JOIN statements s ON s.key = x.statement
WHERE s.current
"""
_TRACE = """
CREATE VIEW trace_view AS
SELECT s.id AS statement, s.report, x.field, x.decided_by, x.because, x.confidence
FROM traces x JOIN statements s ON s.key = x.statement
WHERE s.current
"""

VIEWS_1 = (_REPORT, _STATEMENT, _SPEAKER, _PLACE, _FIGURE, _EVENT, _TRACE)

_ACCOUNT = """
CREATE VIEW account_view AS
SELECT a.id AS account, a.kind, a.matter, a.statements, a.reports, a.origins, a.conflicts,
       a.first_said, a.last_said
FROM accounts a
"""
_IN_ACCOUNT = """
CREATE VIEW account_statement_view AS
SELECT m.account, a.matter, m.position, m.statement, m.report, o.speaker AS origin,
       s.content_text AS content, s.act, s.certainty, s.polarity,
       COALESCE(s.said_date, v.published) AS said, v.publisher, v.published, v.title, v.url
FROM account_statements m
JOIN accounts a ON a.id = m.account
JOIN statements s ON s.id = m.statement AND s.current
JOIN revisions v ON v.report = s.report AND v.number = s.revision
LEFT JOIN account_origins o ON o.account = m.account AND o.position = m.origin
"""
_RELATION = """
CREATE VIEW relation_view AS
SELECT r.relation, r.aspect, r.a AS statement, r.b AS other, p.name AS speaker, q.name AS other_speaker,
       s.content_text AS content, z.content_text AS other_content, r.because, r.confidence,
       r.a_report AS report, r.b_report AS other_report
FROM relations r
JOIN statements s ON s.id = r.a AND s.current
JOIN statements z ON z.id = r.b AND z.current
LEFT JOIN speakers p ON p.id = s.speaker AND p.current
LEFT JOIN speakers q ON q.id = z.speaker AND q.current
"""
_PROMISE = """
CREATE VIEW promise_view AS
SELECT x.statement, x.state, p.name AS speaker, s.content_text AS content, s.condition,
       s.due_start, s.due_end, COALESCE(s.said_date, v.published) AS said, x.report, v.publisher
FROM promises x
JOIN statements s ON s.id = x.statement AND s.current
JOIN revisions v ON v.report = s.report AND v.number = s.revision
LEFT JOIN speakers p ON p.id = s.speaker AND p.current
"""

VIEWS_4 = (_ACCOUNT, _IN_ACCOUNT, _RELATION, _PROMISE)
