"""The desk: forms in the browser that write the plain files of a project."""
