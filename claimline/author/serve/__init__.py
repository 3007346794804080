"""The site while it is written: built, served on this machine, and built anew at each save.

The output is ``site/``, the folder of a build, and not one of its own. A build puts the same
bytes there, all of them or none, so nothing is lost by it, and three things are won: the last
good site is there to be shown when the first look at the records finds an error; what was read
in the browser is what is published, file by file; and the first build has only to write what
differs. Whoever wants to keep ``site/`` as it was published names another folder.

How the parts fit together: ``watch`` and ``look`` see that a file has changed and mark it at the
``gate``. The gate lets a build begin once the saves have settled, and holds every request until
that build is whole. ``desk`` builds, in the thread that called it, and puts the new state into
the ``news``, for which open pages wait. ``app`` answers requests behind the ``guard``, and runs
on uvicorn in the ``server``; ``site`` finds files, and puts the script for open pages into what
is sent, never into a file.
"""
