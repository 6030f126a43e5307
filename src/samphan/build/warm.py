"""Imported once by the server process that workers are forked from: what is loaded here is shared by all of them."""

from samphan.build import workers

workers.warm_up()
