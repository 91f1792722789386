"""Deterministic archives."""

import io
import subprocess
import sys
import zipfile

import pytest

from tanchi.files import deterministic_zip, repack
from tanchi.findings import TanchiError


def test_bytes_do_not_depend_on_the_order_of_entries() -> None:
    assert deterministic_zip({"b": b"2", "a": b"1"}) == deterministic_zip({"a": b"1", "b": b"2"})


def test_entries_are_sorted_after_the_leading_ones_and_dated_1980() -> None:
    data = deterministic_zip({"b": b"2", "a": b"1", "mimetype": b"m"}, first=("mimetype", "absent"))
    infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    assert [i.filename for i in infos] == ["mimetype", "a", "b"]
    assert {i.date_time for i in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_another_reader_gets_the_content_back(tmp_path) -> None:
    (tmp_path / "x.zip").write_bytes(deterministic_zip({"表/甲.txt": "铝".encode()}))
    subprocess.run([sys.executable, "-m", "zipfile", "-e", "x.zip", "out"], cwd=tmp_path, check=True)
    assert (tmp_path / "out" / "表" / "甲.txt").read_text("utf-8") == "铝"


def test_repacking_forgets_dates_and_order_of_another_writer() -> None:
    def written(names: list[str], year: int) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name in names:
                archive.writestr(zipfile.ZipInfo(name, (year, 2, 3, 4, 5, 6)), name * 3)
        return buffer.getvalue()

    assert repack(written(["a", "b"], 2024)) == repack(written(["b", "a"], 2025))


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../a", "a/../../b", "a\\b", "C:a", "a\x00b", "a\u202eb", "", "a/"]
)
def test_unsafe_name_is_refused(name: str) -> None:
    with pytest.raises(TanchiError) as caught:
        deterministic_zip({name: b"", "good": b""})
    assert [f.code for f in caught.value.findings] == ["files.unsafe_name"]
