"""Atomic writing: a temporary file beside the target, flushed to the disk, then renamed onto it.

A temporary file is called ``.<name>.<process id>-<random>.part`` and is locked while it is written, so that
a later run can tell an abandoned one (killed process) from one still growing, also across containers that
share a folder and number their processes alike.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text

if sys.platform != "win32":
    import fcntl

_SUFFIX = ".part"


def write_atomic(path: Path | str, data: bytes) -> None:
    """Write ``data`` to ``path`` as a whole or not at all.

    Raises TanchiError (``files.cannot_write``) when the disk or the file system refuses.
    """
    with write_atomic_stream(path) as stream:
        stream.write(data)


@contextmanager
def write_atomic_stream(path: Path | str) -> Iterator[BinaryIO]:
    """Yield a binary stream whose content becomes ``path`` when the block ends without an exception.

    An exception inside the block leaves the old file as it was. Raises TanchiError (``files.cannot_write``).
    """
    target = Path(path).resolve()
    with _told(target):
        _sweep_once(target.parent)
        part, stream = _open_part(target)
    try:
        with stream:
            yield stream
            with _told(target):
                stream.flush()
                os.fsync(stream.fileno())
                if sys.platform != "win32":
                    part.replace(target)
        if sys.platform == "win32":
            with _told(target):
                part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    _sync_folder(target.parent)


def sweep(folder: Path | str) -> tuple[Path, ...]:
    """Remove the temporary files that killed processes left in ``folder``; return those removed."""
    return tuple(part for part in sorted(Path(folder).glob(f".*{_SUFFIX}")) if _remove_abandoned(part))


@lru_cache(maxsize=4096)
def _sweep_once(folder: Path) -> None:
    sweep(folder)


def _open_part(target: Path) -> tuple[Path, BinaryIO]:
    """Create and lock a new temporary file; a sweep may win the race for a new one, then try another."""
    while True:
        part = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}{_SUFFIX}")
        stream = part.open("xb")
        if sys.platform == "win32":
            return part, stream
        fcntl.flock(stream, fcntl.LOCK_EX)
        if part.exists():
            return part, stream
        stream.close()


def _remove_abandoned(part: Path) -> bool:
    """Remove ``part`` unless it is being written: locked on POSIX, open (not removable) on Windows."""
    try:
        with part.open("rb") as stream:
            if sys.platform != "win32":
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                part.unlink()
        if sys.platform == "win32":
            part.unlink()
    except OSError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows has no such call."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Turn a refusal of the file system into a finding that names the file and what to do."""
    try:
        yield
    except OSError as error:
        raise TanchiError(_cannot_write(target, error)) from error


def _cannot_write(target: Path, error: OSError) -> Finding:
    reason = error.strerror or str(error)
    return Finding(
        code="files.cannot_write",
        level=Level.ERROR,
        message=Text(
            f"无法写入文件：{reason}。原有文件未改动。",
            f"The file cannot be written: {reason}. Nothing was changed.",
        ),
        place=FilePlace(str(target)),
        remedy=Text(
            "请检查文件夹是否存在、是否有写入权限、磁盘是否已满；"
            "文件若正在 Word、Excel 或 WPS 中打开，请先关闭。",
            "Check that the folder exists and may be written to, that the disk is not full, "
            "and that the file is not open in another program.",
        ),
    )
