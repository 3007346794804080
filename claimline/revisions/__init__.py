"""What changed between two states of the records: two git revisions, or one and the files now."""
