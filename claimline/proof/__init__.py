"""``manifest.json``, with which anybody can check what was published, and the check of a copy."""
