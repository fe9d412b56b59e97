"""Maps and timelines, worked out on the server and drawn as SVG by the templates: no script is needed."""
