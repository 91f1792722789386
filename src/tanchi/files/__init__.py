"""Writing files so that a reader sees the old one or the new one, never a half."""

from tanchi.files.archive import deterministic_zip, repack
from tanchi.files.atomic import sweep, write_atomic, write_atomic_stream

__all__ = ["deterministic_zip", "repack", "sweep", "write_atomic", "write_atomic_stream"]
