"""Everything that decides a result, in names and hashes."""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import asdict, replace

import numpy as np

from tanchi import __version__
from tanchi.inventory.model import Inventory
from tanchi.inventory.plain.write import canonical_json
from tanchi.study.calculate import Setup
from tanchi.study.result import Fingerprint
from tanchi.study.solve import Solved
from tanchi.study.supplied import SupplierFootprint


def inventory_hash(inventory: Inventory) -> str:
    """Return the SHA-256 of the inventory's canonical JSON: values and their origin count.

    Places in files don't, nor do choices: those in force stand in the fingerprint by themselves.
    """
    return hashlib.sha256(canonical_json(replace(inventory, choices={}))).hexdigest()


def fingerprint(setup: Setup, solved: Solved) -> Fingerprint:
    """Return the fingerprint of a calculation; its digest covers everything but the platform."""
    used = {
        link.provider.set
        for link in solved.model.linker.links
        if link.provider is not None and link.provider.set
    }
    sets = tuple((id, digest) for id, digest in setup.table.versions if id in used)
    found = Fingerprint(
        rule=setup.rule.id,
        edition=setup.rule.edition,
        rule_hash=setup.rule.hash,
        inventory_hash=inventory_hash(setup.inventory),
        choices=tuple(sorted(solved.model.context.choices.items())),
        gwp_set=solved.model.context.gwp.id,
        factor_sets=sets,
        database="",
        engine=__version__,
        seed=setup.seed,
        samples=setup.samples,
        platform=_platform(),
        product="/".join(p for p in (setup.rule.unit.of, setup.row, setup.site or "") if p),
        suppliers=tuple((given.flow, given.digest) for given in suppliers(solved)),
    )
    return replace(found, digest=_digest(found))


def suppliers(solved: Solved) -> tuple[SupplierFootprint, ...]:
    """Return the suppliers' footprints a calculation was given, by flow."""
    own = solved.model.linker.own
    return tuple(given for _, given in sorted(own.items()) if isinstance(given, SupplierFootprint))


def _digest(found: Fingerprint) -> str:
    """Return the digest; a study without suppliers has the one it had before they were recorded."""
    left_out = ("platform", "digest", *(() if found.suppliers else ("suppliers",)))
    data = {k: v for k, v in asdict(found).items() if k not in left_out}
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _platform() -> str:
    return (
        f"{platform.system()} {platform.machine()} Python {platform.python_version()} NumPy {np.__version__}"
    )
