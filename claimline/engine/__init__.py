"""Computes again only what has changed. It knows nothing of what is computed.

A query is a pure function of a key (``queries``). While it runs, everything that it reads is
recorded (``recording``). The graph keeps the digest of each result and what it read (``graph``).
It lies in one file in the user's own cache folder (``store``, ``table``), of which a build reads
only what it needs. The next build computes a result again only if something that it read has
another digest. If the new result is the same, nothing that depends on it is computed again.
"""
