"""onrecord reads news reports and puts on record who said what happened."""
