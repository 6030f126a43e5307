"""Engines that read with more than one machine.

::

    from samphan.engines.spark import read_to_parts

    report = read_to_parts(["s3a-mounted/news/"], "hdfs://…/parts", master="spark://…:7077")

The parts are N-Quads that any store loads with its own bulk loader; they hold the very graphs that ``samphan build`` makes.
"""
