"""The author's desk: what helps to write records. It writes into the project, never the site."""
