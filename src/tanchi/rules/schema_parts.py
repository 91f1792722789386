"""The fields of every part of a pack, and what may stand in them; the readers are held to agree with this."""

from __future__ import annotations

from collections.abc import Mapping

from tanchi.rules.read_pack import FORMAT, GAP_MARKS, STATUSES, VALIDATIONS
from tanchi.rules.schema_kinds import (
    ANYTHING,
    BILINGUAL,
    EXPRESSION,
    FLAG,
    FORMULA,
    NUMBER,
    NUMBERS,
    RANGE,
    SHARE,
    TEXT,
    WORDS,
    Schema,
    by_id,
    either,
    listing,
    oneof,
    part,
)

Fields = Mapping[str, Schema]

_LABELLED: Fields = {"zh": TEXT, "en": TEXT, "clause": TEXT, "note": BILINGUAL}
_LABELS: Schema = either(WORDS, by_id(BILINGUAL, strict=False))
_SYMBOL: Schema = either(TEXT, part("symbol"))
_ASK = {"ask": TEXT}

QUANTITY: Fields = {
    **_LABELLED, "symbol": _SYMBOL, "unit": TEXT, "kind": oneof("total", "level", "constant"), "weight": TEXT,
    "required": either(FLAG, FORMULA), "default": EXPRESSION, "range": RANGE, "per": TEXT,
    "resolution": oneof("year", "month", "hour"), "measure": BILINGUAL, "evidence": BILINGUAL, "site_specific": FLAG,
    "uncertainty": part("uncertainty"), "type": oneof("number", "pick", "bool", "date", "text"), "pick": _LABELS,
    "of": oneof("site"),
}  # fmt: skip
_ASKED: Fields = {**{k: v for k, v in QUANTITY.items() if k not in ("unit", "kind")}, **_ASK}
LINE: Fields = {
    **_ASKED, "amount": EXPRESSION, "when": FORMULA, "each": TEXT, "match": TEXT, "group": TEXT,
    "props": by_id(EXPRESSION),
}  # fmt: skip
_PRODUCT: Schema = either(TEXT, part("by_flow"))

PARTS: Mapping[str, Fields] = {
    "bilingual": {"zh": TEXT, "en": TEXT},
    "symbol": {"base": TEXT, "sub": TEXT},
    "source": {"ref": TEXT, "at": TEXT, "year": TEXT, "read": oneof("read", "second_hand", "recalled", "unknown"), "licence": TEXT, "note": TEXT},
    "uncertainty": {"pm": SHARE, "gsd2": SHARE, "kind": oneof("normal", "lognormal", "uniform", "triangular"), "value": SHARE},
    "standard": {"number": TEXT, "title": BILINGUAL, "text_read": oneof("read", "part", "second_hand", "none")},
    "validated": {"state": oneof(*VALIDATIONS), "zh": TEXT, "en": TEXT},
    "product": {"definition": BILINGUAL, "varieties": listing(part("bilingual")), "routes": part("routes"), "codes": NUMBERS},
    "routes": {"covered": listing(part("bilingual")), "not_covered": listing(part("bilingual"))},
    "unit": {"kind": oneof("functional", "declared"), "amount": TEXT, "of": TEXT, "also": listing(part("further")), "zh": TEXT, "en": TEXT},
    "further": {"of": TEXT, "per": TEXT},
    "boundary": {"kind": TEXT, "stages": listing(part("stage")), "exclusions": listing(part("exclusion")), "cutoff": part("cutoff"), "decisions": by_id(BILINGUAL)},
    "stage": {"id": TEXT, "zh": TEXT, "en": TEXT, "included": FLAG, "reason": BILINGUAL},
    "exclusion": {"what": BILINGUAL, "reason": BILINGUAL, "share": SHARE, "clause": TEXT},
    "cutoff": {"each": SHARE, "total": SHARE, "basis": TEXT, "never": WORDS, "source": either(TEXT, part("source"))},
    "gwp": {"set": TEXT, "reason": BILINGUAL},
    "quality": {"scheme": part("scheme"), "primary_share": part("primary_share"), "gaps": listing(part("gaps"))},
    "scheme": {"zh": TEXT, "en": TEXT, "indicators": by_id(part("indicator")), "limit": NUMBER, "source": either(TEXT, part("source"))},
    "indicator": {"zh": TEXT, "en": TEXT, "weight": NUMBER, "scores": by_id(BILINGUAL, strict=False)},
    "primary_share": {"of": TEXT, "min": SHARE},
    "gaps": {"of": oneof("total", "level"), "method": TEXT, "at_most": TEXT, "mark": oneof(*GAP_MARKS), "clause": TEXT},
    "choice": {
        **_LABELLED, "options": either(WORDS, by_id(part("option"), strict=False)), "default": TEXT, "also_report": WORDS, "decide": FORMULA, "locked": FLAG,
    },
    "option": {"zh": TEXT, "en": TEXT, "fixes": NUMBERS},
    "flow": {
        **_LABELLED, "symbol": _SYMBOL, "unit": TEXT, "props": by_id(either(EXPRESSION, part("property"))), "tags": WORDS, "by": TEXT, "bought": part("asked"),
        "stock": part("asked"), "supply": listing(part("supply")),
    },
    "property": {"value": EXPRESSION, "unit": TEXT, "source": either(TEXT, part("source"))},
    "supply": {"factor": part("factor"), "footprint": part("footprint"), "gap": BILINGUAL, "free": BILINGUAL},
    "factor": {"name": TEXT, "place": WORDS, "year": TEXT},
    "footprint": {"rule": TEXT, "of": TEXT, "stages": WORDS, "profile": TEXT, "min_primary": SHARE, "here": NUMBERS},
    "parameter": {
        **_LABELLED, "symbol": _SYMBOL, "unit": TEXT, "value": NUMBER, "values": by_id(either(NUMBER, part("keyed")), strict=False),
        "versions": listing(part("version")), "curve": listing(listing(NUMBER)), "curve_unit": TEXT, "extrapolate": FLAG, "source": either(TEXT, part("source")),
        "uncertainty": part("uncertainty"), "outside": oneof("warn", "refuse"), "locked": FLAG,
    },
    "keyed": {"value": NUMBER, "zh": TEXT, "en": TEXT},
    "version": {"from": TEXT, "to": TEXT, "value": NUMBER, "source": either(TEXT, part("source"))},
    "quantity": QUANTITY,
    "asked": _ASKED,
    "table": {
        **_LABELLED, "columns": by_id(part("quantity")), "rows": either(WORDS, part("row_range"), by_id(BILINGUAL, strict=False)), "min_rows": NUMBER,
        "max_rows": NUMBER, "of": oneof("site"),
    },
    "row_range": {"from": NUMBER, "to": EXPRESSION},
    "value": {**_LABELLED, "symbol": _SYMBOL, "unit": TEXT, "amount": EXPRESSION, "tiers": listing(part("tier")), "choose": TEXT},
    "tier": {"id": TEXT, "zh": TEXT, "en": TEXT, "amount": EXPRESSION, "clause": TEXT},
    "process": {
        **_LABELLED, "stage": TEXT, "when": FORMULA, "each": TEXT, "quantities": by_id(part("quantity")), "tables": by_id(part("table")),
        "values": by_id(part("value")), "makes": by_id(part("makes")), "inputs": by_id(part("inputs")), "emissions": by_id(part("emissions")),
        "uptakes": by_id(part("uptakes")), "wastes": by_id(part("wastes")), "allocation": part("allocation"), "checks": by_id(part("check")),
        "use": by_id(part("use")), "site_specific": FLAG, "optional": FLAG,
    },
    "makes": {**LINE, "product": _PRODUCT, "kind": oneof("main", "coproduct", "loop"), "sold": part("asked")},
    "inputs": {**LINE, "product": _PRODUCT, "from": TEXT, "burnt": EXPRESSION, "stage": TEXT, "at": part("at")},
    "at": {"place": TEXT, "year": EXPRESSION},
    "emissions": {**LINE, "gas": TEXT, "origin": either(TEXT, by_id(EXPRESSION)), "line": TEXT, "aircraft": FLAG},
    "uptakes": {**LINE, "gas": TEXT, "origin": TEXT, "from": TEXT, "line": TEXT},
    "wastes": {**LINE, "product": _PRODUCT, "to": TEXT, "reason": BILINGUAL},
    "allocation": {
        "choose": TEXT, "step": TEXT, "reason": BILINGUAL, "clause": TEXT, "rules": either(listing(part("rule")), by_id(listing(part("rule")), strict=False)),
    },
    "rule": {
        "group": TEXT, "key": TEXT, "among": WORDS, "share": by_id(SHARE, strict=False), "to": TEXT, "main": oneof("all"),
        "displace": by_id(part("displacement"), strict=False),
    },
    "displacement": {"product": TEXT, "amount": EXPRESSION},
    "check": {
        "zh": TEXT,
        "en": TEXT,
        "clause": TEXT, "check": FORMULA, "balance": TEXT, "of": TEXT, "when": FORMULA, "tolerance": SHARE, "level": oneof("error", "warning", "note"),
        "message": BILINGUAL,
    },
    "use": {"block": TEXT, "with": by_id(FORMULA), "stage": TEXT, "group": TEXT, "zh": TEXT, "en": TEXT},
    "text": {"clause": TEXT, "level": oneof("shall", "should", "may", "can", "statement"), "zh": TEXT, "en": TEXT, "when": FORMULA},
    "deviation": {"at": TEXT, "direction": oneof("tighten", "deviate"), "reason": BILINGUAL, "clause": TEXT, "remove": FLAG},
    "expectation": {"at": TEXT, "value": NUMBER, "unit": TEXT, "tolerance": part("tolerance"), "finding": TEXT, "gwp": TEXT, "note": TEXT},
    "tolerance": {"relative": NUMBER, "absolute": NUMBER, "digits": NUMBER, "range": RANGE},
}  # fmt: skip

_NAMED: Fields = {
    "choices": by_id(part("choice")), "flows": by_id(part("flow")), "parameters": by_id(part("parameter")),
    "quantities": by_id(part("quantity")), "tables": by_id(part("table")), "values": by_id(part("value")),
    "processes": by_id(part("process")), "checks": by_id(part("check")),
}  # fmt: skip

FILES: Mapping[str, Fields] = {
    "pack": {
        "id": TEXT, "edition": TEXT, "format": {"enum": [FORMAT, str(FORMAT)]}, "status": oneof(*STATUSES), "valid_from": TEXT, "valid_to": TEXT, "replaces": TEXT,
        "title": BILINGUAL, "standard": listing(part("standard")), "parent": TEXT, "uses": WORDS, "authors": WORDS, "licence": TEXT, "ip": BILINGUAL,
        "goal": BILINGUAL, "validated": part("validated"), "product": part("product"), "unit": part("unit"), "boundary": part("boundary"), "gwp": part("gwp"),
        "quality": part("quality"), "headings": by_id(BILINGUAL, strict=False), "text": listing(part("text")), "deviations": listing(part("deviation")),
        "use": by_id(part("use")), **_NAMED,
    },
    "block": {
        "block": TEXT, "edition": TEXT, "title": BILINGUAL, "note": BILINGUAL, "needs": NUMBERS, "use": by_id(part("use")), **_NAMED,
        **{key: by_id(part(key)) for key in ("makes", "inputs", "emissions", "uptakes", "wastes")},
    },
    "flows": {"set": TEXT, "edition": TEXT, "title": BILINGUAL, "note": BILINGUAL, "flows": by_id(part("flow")), "parameters": by_id(part("parameter"))},
    "case": {
        "case": BILINGUAL, "source": either(TEXT, part("source")), "grade": oneof("A", "B", "C"), "inventory": ANYTHING, "choices": NUMBERS,
        "factors": by_id(ANYTHING, strict=False), "expect": listing(part("expectation")), "note": BILINGUAL,
    },
}  # fmt: skip
"""The kinds of files and their top fields."""
