"""The tagger: finds source, cue and content of every attribution and links them."""
