"""Tools of an author besides building a site: new records, captures, the development server.

Nothing that builds a site imports this package. ``tests/import_table.py`` says what it may import.
"""
