"""The API's description: FastAPI's, with the commands' own schemas and what every answer has."""

from __future__ import annotations

import copy
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from journey.commands import COMMANDS, Command
from web.api.research import ANSWERS, NAMED_BY_THE_ADDRESS
from web.inputs import DECISION, REFERENCE

_REF = "#/components/schemas/{model}"

_PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": (
        "RFC 9457. `code`, `sentence` and `needs` stand in a refusal, `faults` in bad input."
    ),
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri"},
        "code": {"type": "string"},
        "sentence": {"type": "string"},
        "needs": {"type": "array", "items": {"type": "string"}},
        "faults": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["where", "what", "expected"],
                "properties": {
                    "where": {"type": "string"},
                    "what": {"type": "string"},
                    "expected": {"type": "string"},
                },
            },
        },
    },
}
_PATTERNS = {
    "ref": f"^{REFERENCE}$",
    "id": rf"^{REFERENCE}\.R[1-9][0-9]{{0,5}}$",
    "key": "^[a-z]+(-[a-z]+)*$",
    "decision": f"^{DECISION}$",
}


def described(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of an app."""
    document = get_openapi(
        title="Throughline",
        version=app.version,
        openapi_version="3.1.0",
        summary="Each child's journey through a safeguarding hub.",
        description=(
            "Every error is a problem (RFC 9457). Every POST takes an `Idempotency-Key`. "
            "A journey's `ETag` is its version. `x-roles` says who may call."
        ),
        routes=app.routes,
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    # FastAPI adds its own shape of validation errors; ours are problems.
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = _PROBLEM
    for command in COMMANDS.values():
        schemas.update(_schemas_of(command))
    for _, command in ANSWERS:
        schemas[f"{command.__name__}ByAddress"] = _by_address(schemas[command.__name__])
    document["components"]["securitySchemes"] = {
        "key": {
            "type": "http",
            "scheme": "bearer",
            "description": "The access key of a person or of a partner's system.",
        }
    }
    for path in document["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path":
                    parameter["schema"]["pattern"] = _PATTERNS[parameter["name"]]
                else:
                    parameter["schema"] = _may_be_left_out(parameter["schema"])
    return document


def _may_be_left_out(schema: dict[str, Any]) -> dict[str, Any]:
    """Return what a parameter holds where it is given: an address has no way to say null."""
    real = [each for each in schema.get("anyOf", []) if each != {"type": "null"}]
    if len(real) != 1:
        return schema
    kept = {name: value for name, value in schema.items() if name not in ("anyOf", "default")}
    return {**real[0], **kept}


def _schemas_of(command: type[Command]) -> dict[str, Any]:
    schema = TypeAdapter(command).json_schema(ref_template=_REF)
    parts: dict[str, Any] = schema.pop("$defs", {})
    return {**parts, command.__name__: schema}


def _by_address(schema: dict[str, Any]) -> dict[str, Any]:
    lessened = copy.deepcopy(schema)
    for field in NAMED_BY_THE_ADDRESS:
        lessened["properties"].pop(field)
    lessened["title"] += "ByAddress"
    return lessened
