"""``claimline echoes``: find sources that share passages nearly word for word.

Ten articles with the same words are not ten confirmations. Here the program looks for such words,
and a person decides.

- ``word_list`` brings a text into the form in which two are compared.
- ``shared_passages`` finds what two texts share.
- ``echo_search`` does so for the sources of a project, and says which came first.
- ``accept`` writes into a source's record that it reprints another.
"""

from claimline.author.echoes.accept import accept
from claimline.author.echoes.echo_search import Echo, EchoResult, find_echoes

__all__ = ["Echo", "EchoResult", "accept", "find_echoes"]
