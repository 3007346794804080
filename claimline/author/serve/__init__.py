"""The development server: it builds the site, serves it on this machine, and rebuilds on each save.

It writes to ``site/``, the output of an ordinary build. A build with an error writes nothing, so
the server shows the last good site meanwhile. The author reads exactly what will be published,
and the first build writes only what differs. To keep ``site/`` as it was published, name another
folder with ``--output``.

- ``watch`` compares snapshots of the files (``snapshot``), and marks a change at the ``gate``.
- ``gate`` lets a build begin once the saves have settled, and holds requests until it is done.
- ``dev_server`` builds (``rebuild``), and puts the new ``server_state`` into the feed that open
  pages listen to.
- ``app`` answers requests behind the ``guard``, and runs on uvicorn in ``http_server``.
- ``responses`` finds files. It adds the script for open pages to the response, never to a file.
- ``error_page`` and ``editor`` show errors with links that open the author's editor.
"""
