"""Make the pictures of the documentation from the cement example: result page and workbook, in both languages.

Run it where Chromium, LibreOffice, poppler and a Chinese font are installed: ``python tools/docs/pictures.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

IMAGES = Path(__file__).parent.parent.parent / "docs" / "images"
LARGEST = 300_000
"""Bytes of a picture."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What the demonstration writes in a language, and how its pictures are called."""

    language: str
    page: str
    workbook: str
    sheet: str
    suffix: str


ALL = (
    Pictures("zh", "cement-结果.html", "cement-填报.xlsx", "熟料煅烧", ""),
    Pictures("en", "cement-result.html", "cement.xlsx", "kiln", ".en"),
)


def main() -> None:
    """Make all pictures; fail where one is too large."""
    for pictures in ALL:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _run(sys.executable, "-m", "tanchi.cli", "demo", "--out", name, "--lang", pictures.language)
            _result(folder / pictures.page, IMAGES / f"result{pictures.suffix}.png")
            _workbook(folder, pictures)
    sizes = {path.name: path.stat().st_size for path in sorted(IMAGES.glob("*.png"))}
    for file, size in sizes.items():
        print(f"{size:8d}  {file}")
    sys.exit(any(size > LARGEST for size in sizes.values()))


def _result(page: Path, picture: Path) -> None:
    """Photograph the upper part of a result page."""
    _run(
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--screenshot={picture}",
        "--window-size=1180,1180", page.as_uri(),
    )  # fmt: skip


def _workbook(folder: Path, pictures: Pictures) -> None:
    """Photograph the upper part of a process's sheet, as it is printed."""
    _run(
        "soffice",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / pictures.workbook),
    )
    pdf = folder / Path(pictures.workbook).with_suffix(".pdf").name
    number = str(_page_of(pdf, pictures.sheet))
    stem = IMAGES / f"workbook{pictures.suffix}"
    area = ("-r", "85", "-x", "25", "-y", "42", "-W", "1330", "-H", "620")
    _run("pdftoppm", "-singlefile", "-f", number, "-l", number, *area, "-png", str(pdf), str(stem))


def _page_of(pdf: Path, title: str) -> int:
    """Return the number of the first page whose text begins with a title."""
    pages = _run("pdftotext", str(pdf), "-").split("\f")
    return next(n for n, text in enumerate(pages, 1) if text.lstrip().startswith(title))


def _run(*command: str) -> str:
    environment = {**os.environ, "TANCHI_RULES": ""}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return done.stdout


if __name__ == "__main__":
    main()
