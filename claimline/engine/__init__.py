"""Computes again only what has changed. It knows nothing of what is computed.

A query is a pure function of a key (``queries``). While it runs, what it reads is recorded
(``recording``). Its digest and its reads are kept (``graph``) in one file in the user's own cache
folder (``store``, ``table``), which is read only as far as it is needed. The next build computes a
result again only if something that it read has another digest, and goes no further where the
result is the same.
"""
