"""Tools of an author besides building a site: new records, captures, the development server.

This package may import everything but ``cli``. Nothing that builds a site imports it.
"""
