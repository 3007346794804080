"""The author's desk: what an author does besides building a site.

May import everything but ``cli``; nothing that builds a site imports it.
"""
