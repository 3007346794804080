"""Changes of records in the text of their files: only the lines that must change."""
