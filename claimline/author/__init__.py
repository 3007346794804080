"""What an author does besides building a site: new records, captures, the development server.

May import everything but ``cli``; nothing that builds a site imports it.
"""
