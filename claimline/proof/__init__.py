"""What was published, so that anybody can check it: ``manifest.json``, and how a copy is held
against it."""
