"""The API's description says what is true."""

import json

import pytest

from journey.commands import COMMANDS
from web.api import ROWS


@pytest.fixture
def document(callers):
    return callers.get(None, "/api/openapi.json").json()


def references(node):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_every_reference_leads_somewhere(document):
    for reference in set(references(document)):
        assert reference.startswith("#/components/schemas/")
        assert reference.rsplit("/", 1)[-1] in document["components"]["schemas"], reference


def test_every_call_of_the_api_is_described_and_no_page_is(document):
    described = {
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method in operations
    }
    assert described == {(row.method, row.path) for row in ROWS}


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "receive-contact"])
def test_a_command_carries_its_schema_its_roles_and_its_guards(document, name):
    operation = document["paths"][f"/api/journeys/{{ref}}/{name}"]["post"]
    body = operation["requestBody"]["content"]["application/json"]["schema"]
    schema = document["components"]["schemas"][body["$ref"].rsplit("/", 1)[-1]]
    assert schema["additionalProperties"] is False
    assert operation["x-roles"] == sorted(role.value for role in COMMANDS[name].ROLES)
    assert operation["x-guards"] == [guard.value for guard in COMMANDS[name].GUARDS]


def test_every_post_takes_an_idempotency_key(document):
    for path, operations in document["paths"].items():
        if "post" in operations:
            names = {each["name"].lower() for each in operations["post"]["parameters"]}
            assert "idempotency-key" in names, path


def test_every_error_is_described_as_a_problem(document):
    for path, operations in document["paths"].items():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    assert list(response["content"]) == ["application/problem+json"], path


def test_operation_ids_are_unique(document):
    ids = [o["operationId"] for path in document["paths"].values() for o in path.values()]
    assert len(ids) == len(set(ids))


def test_the_calls_of_a_partner_leave_out_what_the_address_says(document):
    schema = document["components"]["schemas"]["ReplyToResearchByAddress"]
    assert "nothing_known" in schema["properties"]
    assert not {"request", "agency"} & set(schema["properties"])


def test_the_description_names_nobody_and_no_machine(document):
    assert "127.0.0.1" not in json.dumps(document)
