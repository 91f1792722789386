"""Bundles: recomputed in another process, changed bytes named, hostile archives refused."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tanchi.files import deterministic_zip
from tanchi.findings import TanchiError
from tanchi.gases import GwpSet, gwp_set, gwp_sets
from tanchi.inventory.plain.read import parse_inventory
from tanchi.study.bundle import bundle_bytes, open_bundle, open_sealed, write_bundle
from tanchi.study.compare import compare
from tanchi.study.compute import compute
from tanchi.study.gwps import StoredGwps
from tanchi.study.restore import restored
from tanchi.study.serial import footprint_data, to_json
from tanchi.study.supplier import open_supplier
from tanchi.study.verify import Verdict, verify

from .plants import PACKS, case_of, rule_of

PACK = "small-chain"


def made(tmp_path: Path, samples: int = 100, name: str = "plant.tanchi", **more):
    rule = rule_of(PACK)
    case = case_of(PACK, "cff")
    own = [
        {
            "flow": f.flow,
            "amount": next(iter(f.gases.values())),
            "unit": str(f.unit).split("/")[1],
            "gas": "CO2",
            "kind": "footprint",
            "source": "constructed",
        }
        for f in case.factors
    ]
    data = {**case.inventory, "rule": rule.id, "edition": rule.edition, "factors": own}
    inventory, findings = parse_inventory(data, "plant")
    assert not [f for f in findings if f.level == "error"]
    footprint = compute(rule, inventory, samples=samples, choices=dict(case.choices), **more)
    path = tmp_path / name
    write_bundle(path, rule, PACKS / PACK, inventory, footprint)
    return path, footprint, rule, inventory


def test_a_bundle_recomputes_bit_equal_in_another_process(tmp_path):
    path, footprint, _, _ = made(tmp_path)
    code = "import sys; from pathlib import Path; from tanchi.study.verify import verify; v = verify(Path(sys.argv[1])); print(v.verdict.value, v.fingerprint)"
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["bit_equal", footprint.fingerprint.digest]


def test_the_same_footprint_gives_the_same_bytes(tmp_path):
    path, footprint, rule, inventory = made(tmp_path)
    assert bundle_bytes(rule, PACKS / PACK, inventory, footprint) == path.read_bytes()


def rewritten(path: Path, change) -> Path:
    """Write a copy of a bundle with one entry's bytes changed."""
    out = path.with_name("changed.tanchi")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return out


@pytest.mark.parametrize(
    "entry",
    [
        "inventory.json",
        "links.json",
        "result.json",
        "setup.json",
        "gwp.json",
        "library/rules/small-chain/1/pack.yaml",
    ],
)
def test_a_changed_byte_is_named(tmp_path, entry):
    path, *_ = made(tmp_path, samples=0)
    with zipfile.ZipFile(path) as archive:
        assert entry in archive.namelist()
    broken = rewritten(
        path, lambda name, content: content.replace(b"1", b"2", 1) if name == entry else content
    )
    found = verify(broken)
    assert found.verdict is Verdict.DIFFERENT
    assert [d.path for d in found.differences] == [entry]


def test_a_removed_or_added_entry_is_named(tmp_path):
    path, *_ = made(tmp_path, samples=0)
    gone = rewritten(path, lambda name, content: None if name == "gwp.json" else content)
    assert [d.path for d in verify(gone).differences] == ["gwp.json"]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("extra.txt", "x")
    assert [d.path for d in verify(path).differences] == ["extra.txt"]


def test_a_forged_result_with_a_fitting_manifest_is_different(tmp_path):
    """Whoever also rewrites the manifest is caught by the recomputation."""
    path, footprint, *_ = made(tmp_path, samples=0)
    entries = {}
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    result = json.loads(entries["result.json"])
    result["total"] = footprint.total * 0.9
    entries["result.json"] = json.dumps(result).encode()
    manifest = json.loads(entries["manifest.json"])
    manifest["entries"]["result.json"] = hashlib.sha256(entries["result.json"]).hexdigest()
    entries["manifest.json"] = json.dumps(manifest).encode()
    forged = tmp_path / "forged.tanchi"
    with zipfile.ZipFile(forged, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    found = verify(forged)
    assert found.verdict is Verdict.DIFFERENT
    assert "total" in {d.path for d in found.differences}


def zipped(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


HOSTILE = {
    "text": b"not a zip at all",
    "empty": b"",
    "no manifest": zipped({"a.txt": b"x"}),
    "traversal": zipped({"../evil": b"x", "manifest.json": b"{}"}),
    "absolute": zipped({"/etc/evil": b"x", "manifest.json": b"{}"}),
    "bomb": zipped({"manifest.json": b"0" * 60_000_000}),
    "many": zipped({f"f{i}": b"" for i in range(2_500)}),
    "deep json": zipped({"manifest.json": b"[" * 100_000}),
    "other format": zipped({"manifest.json": b'{"format": "other", "version": 1, "entries": {}}'}),
    "later version": zipped({"manifest.json": b'{"format": "tanchi-bundle", "version": 99, "entries": {}}'}),
    "cut off": zipped({"manifest.json": b"{}" * 500})[:-40],
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_bundle_is_refused_with_a_finding(tmp_path, kind):
    path = tmp_path / "x.tanchi"
    path.write_bytes(HOSTILE[kind])
    with pytest.raises(TanchiError) as caught:
        open_bundle(path)
    assert caught.value.findings[0].code.startswith("bundle.")


def test_two_runs_compare_only_if_the_method_is_the_same(tmp_path):
    _, base, _, _ = made(tmp_path, samples=0)
    _, other, _, _ = made(tmp_path, samples=0, gwp="AR5")
    same = compare(footprint_data(base), footprint_data(base))
    assert same.comparable
    assert same.total.difference == 0
    mixed = compare(footprint_data(base), footprint_data(other))
    assert not mixed.comparable
    assert [o.what.en for o in mixed.obstacles if o.blocks] == ["GWP set"]


def test_two_runs_with_the_same_gaps_may_be_compared(tmp_path):
    _, base, *_ = made(tmp_path, samples=0)
    data = footprint_data(base)
    gap = {"flow": "coal", "label": {"zh": "煤", "en": "coal"}}
    both = compare({**data, "gaps": [gap]}, {**data, "gaps": [gap]})
    assert both.comparable
    assert [o.first.zh for o in both.obstacles] == ["煤"]
    assert not compare({**data, "gaps": [gap]}, {**data, "gaps": []}).comparable


def test_a_bundle_with_a_changed_result_is_not_used(tmp_path):
    path, *_ = made(tmp_path, samples=0)
    entries = dict(open_bundle(path).entries)
    entries["result.json"] = entries["result.json"].replace(b'"total"', b'"Total"', 1)
    path.write_bytes(deterministic_zip(entries, first=("manifest.json",)))
    for use in (open_sealed, lambda path: open_supplier(path, "battery_service")):
        with pytest.raises(TanchiError) as caught:
            use(path)
        assert "result.json" in caught.value.findings[0].message.zh


def test_a_supplier_s_bundle_serves_as_provider_per_unit_of_his_product(tmp_path):
    path, footprint, *_ = made(tmp_path, samples=0)
    provider = open_supplier(path, "battery_service").provider
    assert provider.unit == footprint.unit_symbol
    total = sum(g.amount for g in provider.gases if g.gas in ("CO2", "CO2e"))
    assert total == pytest.approx(footprint.total / footprint.unit_amount, rel=1e-12)
    assert provider.source.at.startswith("small-chain@1")
    scores = footprint.quality.indicators
    assert len(scores) == 5
    assert {id: getattr(provider.quality, id) for id in scores} == {id: round(v) for id, v in scores.items()}


def fitted(path: Path, name: str, content: bytes) -> Path:
    """Write a copy of a bundle with one entry replaced and a manifest that fits."""
    with zipfile.ZipFile(path) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    entries[name] = content
    manifest = json.loads(entries["manifest.json"])
    manifest["entries"][name] = hashlib.sha256(content).hexdigest()
    entries["manifest.json"] = json.dumps(manifest).encode()
    out = path.with_name("fitted.tanchi")
    with zipfile.ZipFile(out, "w") as archive:
        for entry, bytes_ in entries.items():
            archive.writestr(entry, bytes_)
    return out


def doubled(found: GwpSet) -> GwpSet:
    """Return a set in which every gas counts twice."""
    return replace(found, values={key: 2 * value for key, value in found.values.items()})


def test_verifying_takes_the_gwps_of_the_bundle_not_those_of_the_program(tmp_path):
    """A set the program corrects later must not turn a true result into a false one."""
    other = doubled(gwp_set("AR6"))
    path, footprint, *_ = made(tmp_path, samples=0, gwp=other)
    _, plain, *_ = made(tmp_path, samples=0, name="plain.tanchi")
    assert footprint.total == pytest.approx(2 * plain.total, rel=1e-12)
    assert verify(path).verdict is Verdict.DIFFERENT
    assert verify(fitted(path, "gwp.json", to_json(StoredGwps.of(other)))).verdict is Verdict.BIT_EQUAL


def test_other_gwps_under_a_fitting_manifest_are_different_in_the_total(tmp_path):
    path, *_ = made(tmp_path, samples=0)
    forged = fitted(path, "gwp.json", to_json(StoredGwps.of(doubled(gwp_set("AR6")))))
    found = verify(forged)
    assert found.verdict is Verdict.DIFFERENT
    assert "total" in {d.path for d in found.differences}


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"set": "AR6", "values": {}}'])
def test_gwps_that_are_none_are_refused_by_name(tmp_path, content):
    path, *_ = made(tmp_path, samples=0)
    with pytest.raises(TanchiError) as raised:
        verify(fitted(path, "gwp.json", content))
    assert "gwp.json" in str(raised.value.findings[0].place)


@pytest.mark.parametrize("name", [one.id for one in gwp_sets()])
def test_a_stored_set_comes_back_value_by_value(name):
    found = gwp_set(name)
    again = restored(StoredGwps, json.loads(to_json(StoredGwps.of(found)))).as_set()
    assert again == found
    assert (again.values, again.exceptions) == (found.values, found.exceptions)
