"""The explorer: pages for people and a SPARQL endpoint for programs over one store, read-only by construction.

::

    browser ──▶ app (HTTP only, never blocks) ──▶ pool "query"  untrusted SPARQL, killed at its deadline
                                              ├─▶ pool "guard"  parses queries with FROM or SERVICE, refuses
                                              ├─▶ pool "desk"   pages, search, completion
                                              └─▶ pool "view"   the drawn network

Every question is answered in a worker process that has opened the store for reading only, has a ceiling on its memory and
cannot open a socket. The server process itself never touches the store. :func:`samphan.web.server.serve` runs it all,
:func:`samphan.web.app.create_app` gives the ASGI application for another server.
"""
