"""Atomic writing."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tanchi.files import sweep, write_atomic, write_atomic_stream
from tanchi.findings import TanchiError

_HANGING_WRITER = """
import sys
from tanchi.files import write_atomic_stream
with write_atomic_stream(sys.argv[1]) as stream:
    stream.write(b"half")
    stream.flush()
    print("writing", flush=True)
    sys.stdin.read()
"""


def _start_writer(target: Path) -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        [sys.executable, "-c", _HANGING_WRITER, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"writing\n"
    return child


def _names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_written_bytes_are_read_back_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_atomic(tmp_path / "报告.docx", b"abc")
    assert (tmp_path / "报告.docx").read_bytes() == b"abc"
    assert _names(tmp_path) == ["报告.docx"]


def test_exception_while_writing_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="stop"), write_atomic_stream(target) as stream:
        stream.write(b"new")
        raise RuntimeError("stop")
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.bin"]


def test_reader_sees_the_old_file_until_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")
    with write_atomic_stream(target) as stream:
        stream.write(b"new")
        stream.flush()
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"


def test_killed_writer_leaves_the_old_file_and_the_next_run_sweeps_its_temporary(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")
    child = _start_writer(target)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert target.read_bytes() == b"old"
    [left] = [name for name in _names(tmp_path) if name != "a.bin"]
    assert left.startswith(f".a.bin.{child.pid}-")
    write_atomic(tmp_path / "b.bin", b"b")
    assert _names(tmp_path) == ["a.bin", "b.bin"]


def test_sweep_leaves_the_temporary_of_a_living_writer_alone(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    child = _start_writer(target)
    assert sweep(tmp_path) == ()
    child.communicate(b"")
    assert child.returncode == 0
    assert target.read_bytes() == b"half"


def test_missing_folder_is_told_with_the_file_named(tmp_path: Path) -> None:
    target = tmp_path / "none" / "a.bin"
    with pytest.raises(TanchiError) as caught:
        write_atomic(target, b"a")
    [finding] = caught.value.findings
    assert finding.code == "files.cannot_write"
    assert str(finding.place) == str(target.resolve())


def test_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.bin").write_bytes(b"old")
    (tmp_path / "link.bin").symlink_to(tmp_path / "real" / "a.bin")
    write_atomic(tmp_path / "link.bin", b"new")
    assert (tmp_path / "link.bin").is_symlink()
    assert (tmp_path / "real" / "a.bin").read_bytes() == b"new"


def test_many_threads_on_one_target_leave_one_whole_version(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    versions = [bytes([n]) * 50_000 for n in range(8)]
    threads = [threading.Thread(target=write_atomic, args=(target, v)) for v in versions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert target.read_bytes() in versions
    assert _names(tmp_path) == ["a.bin"]


def test_new_file_has_the_ordinary_permissions(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_atomic(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode
