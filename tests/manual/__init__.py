"""The manual: its site, and every command that it shows."""
