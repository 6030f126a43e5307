"""Imported once by the server process that workers are forked from: what is loaded here is shared by all of them."""

import contextlib

from samphan.build import workers

with contextlib.suppress(Exception):  # what is wrong will be told by the first worker, in the process that can report it
    workers.warm_up()
