"""claimline: a static microsite generator for investigations.

Plain records of claims, sources and statements become a site in which every citation is traced
to the statement that its source carries, and to the party whose word that is.
"""

__version__ = "0.1.0"
