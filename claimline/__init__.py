"""claimline: a static microsite generator for investigations.

Plain records of claims, sources and statements become a site in which every
citation is traced to the statement that it repeats and the party that made it.
"""

__version__ = "0.1.0"
