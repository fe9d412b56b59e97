"""onrecord inside other tools; one module a tool, each imported only where its tool is."""
