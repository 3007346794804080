"""Other people's files become records: tables, libraries of references, reviews and archives.

A reader is a pure function from the bytes of a file to what it proposes (``proposal``): records
that are not written yet, and what no field could take. ``recognise`` finds the reader of a file.
``planning`` says which records are new, ``fitting`` makes them fit the schema, and ``record_files``
alone writes. Imported bytes come from anybody: ``safe_bytes`` holds the limits.

Its packages (bibtexparser, openpyxl, pylatexenc, rispy) come with the extra ``import``.
"""
