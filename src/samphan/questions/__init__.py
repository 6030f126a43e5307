"""The shipped questions: short SPARQL queries with a title and parameters, asked by name.

::

    answer = ask(graph, "q1", {"body": "กระทรวงการต่างประเทศ"})
    answer = ask(graph, "topics-with-country", {"country": "PL"})
    sparql = load("q3").fill({"country": "โปแลนด์"}, graph)         # names are looked up in the graph

A question is a file ``qNN-its-name.rq`` with comment lines on top::

    # title@en …      # title@th …
    # param NAME thing|date|text [required] [= DEFAULT]: what it is

and a line ``VALUES ?NAME { UNDEF }`` for each parameter, so that the file is plain SPARQL that any engine answers.
"""

from samphan.questions.question import Parameter, Question, ask, load, names, questions
from samphan.questions.resolve import resolve

__all__ = ["Parameter", "Question", "ask", "load", "names", "questions", "resolve"]
