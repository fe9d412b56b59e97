"""How well onrecord reads: scores against gold, and the runs that give them.

`attribution` and `records` compare what is given with gold and know nothing of
files; `polnear`, `record_files` and `places` run a reader over a corpus and score it;
`tables` shows the figures to people.
"""
