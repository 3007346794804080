"""Makes records of other people's files: tables, reference libraries, fact checks and archives.

A reader is a pure function from the bytes of a file to its findings (``proposal``): records that
are not written yet, and texts that no field can take. ``recognise`` finds the reader of a file.
``planning`` says which records are new, ``fitting`` makes them fit the schema, and only
``record_files`` writes. Imported bytes come from anybody, so ``safe_bytes`` sets limits.

Its packages (bibtexparser, openpyxl, pylatexenc, rispy) come with the extra ``import``.
"""
