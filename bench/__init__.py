"""The project's benchmark: one made-up investigation, built by claimline and by its peers."""
