"""A complete and plausible inventory of the example rule, as plain data that tests change."""

from __future__ import annotations

import copy

MONTHS = [f"2025-{n:02d}" for n in range(1, 13)]

FULL = {
    "rule": "works",
    "edition": "2025-1",
    "company": "示范水泥有限公司",
    "period": {"from": "2025-01-01", "to": "2025-12-31"},
    "choices": {"carbonate": "clinker_output"},
    "quantities": {"strength": "48.5 MPa", "certified": "true"},
    "tables": {
        "types": [
            {"id": "po425", "label": "P·O 42.5", "class": {"text": "42.5"}, "made": "800000 t"},
            {
                "id": "pc",
                "label": "P·C 42.5",
                "class": {"text": "42.5"},
                "made": "200000 t",
                "launched": "2020-05-01",
            },
        ],
        "recipe": [
            {"type": "po425", "material": "gypsum", "mass": "40000 t"},
            {"type": "pc", "material": "slag", "mass": "60000 t"},
        ],
    },
    "processes": {
        "quarry": {"limestone": "1300000 t", "power": "2600 MWh"},
        "kiln": {
            "clinker": {"months": [80000 + 100 * n for n in range(12)], "unit": "t"},
            "limestone": "1250000 t",
            "power": "30000 MWh",
            "kiln_type": "dry",
            "cao": {"months": [65 + n / 10 for n in range(12)], "unit": "%"},
            "tables": {
                "fuels": [
                    {
                        "id": "f1",
                        "label": "混煤",
                        "kind": "coal",
                        "mass": {"months": [11000] * 12, "unit": "t"},
                        "ncv": {"months": [22.5] * 12, "unit": "GJ/t"},
                    }
                ]
            },
        },
        "heat_power": {"power": "30000 MWh", "kiln_heat": "500000 GJ"},
        "grinding": {
            "tables": {
                "types": [
                    {"id": "po425", "clinker": "680000 t", "power": "28000 MWh"},
                    {"id": "pc", "clinker": "130000 t", "power": "7000 MWh"},
                ]
            }
        },
    },
}


def full() -> dict:
    """Return a copy that may be changed."""
    return copy.deepcopy(FULL)
