"""The model: records against the schema, links between them, and the immutable Dossier."""
