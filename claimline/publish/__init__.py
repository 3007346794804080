"""The last stage: pages become files, and the files become the site in place."""
