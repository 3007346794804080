"""The last stage: renders pages to files, and puts the files in place."""
