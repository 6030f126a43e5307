"""The server keeps what its OpenAPI description says, whatever schemathesis sends it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

from web_server import running

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
checks = pytest.importorskip("schemathesis.checks")
_CHECKS = ("content_type_conformance", "not_a_server_error", "response_schema_conformance", "status_code_conformance")


@pytest.fixture(scope="module")
def described() -> Iterator[Any]:
    with running("--timeout", "5") as address:
        yield schemathesis.openapi.from_url(f"{address}/openapi.json")


def test_every_answer_is_one_that_is_described(described: Any) -> None:
    """Schemathesis' own pytest plugin trails pytest; its strategies and checks are what is wanted."""
    tried = []
    for found in described.get_all_operations():
        operation = found.ok()

        @hypothesis.settings(
            max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(hypothesis.HealthCheck)
        )
        @hypothesis.given(case=operation.as_strategy())
        def try_out(case: Any) -> None:
            response = case.call(timeout=60)
            case.validate_response(response, checks=[getattr(checks, name) for name in _CHECKS])

        try_out()
        tried.append(operation.label)
    assert len(tried) >= 15
