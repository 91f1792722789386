"""LibreOffice opens what we write: text in order, nothing lost, fonts of the right script, pages counted."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tanchi.documents.blocks import Document
from tanchi.documents.word import render_docx
from tests.documents.hostile import hostile
from tests.documents.samples import report, sheet

pytestmark = pytest.mark.office

FONTS = Path(__file__).with_name("fonts.conf")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all samples as .docx and .pdf, converted in one call."""
    folder = tmp_path_factory.mktemp("office")
    documents: dict[str, Document] = {
        "sheet-zh": sheet("zh"),
        "sheet-en": sheet("en"),
        "report-zh": report("zh"),
        "report-en": report("en"),
        "hostile-sheet": hostile("zh")[0],
        "hostile-report": hostile("zh")[1],
    }
    for name, document in documents.items():
        render_docx(document, folder / f"{name}.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{name}.docx") for name in documents]
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *files],
        check=True,
        capture_output=True,
        timeout=240,
        env=os.environ | {"FONTCONFIG_FILE": str(FONTS)},
    )
    return folder


def text(folder: Path, name: str) -> str:
    """Return the text of a PDF in reading order without spaces, pages parted by form feeds."""
    run = subprocess.run(
        ["pdftotext", "-layout", folder / f"{name}.pdf", "-"], check=True, capture_output=True
    )
    return re.sub(r"[^\S\f]+", "", run.stdout.decode())


def in_order(pieces: list[str], whole: str) -> None:
    at = 0
    for piece in pieces:
        found = whole.find(piece, at)
        assert found >= 0, f"{piece!r} not after {whole[max(0, at - 40) : at]!r}"
        at = found + len(piece)


def test_report_keeps_the_order_of_its_text(folder: Path) -> None:
    in_order(
        [
            "电解铝",
            "核算报告（演示）",
            "目次",
            "1量化范围",
            "附录A参数缺省值",
            "参考文献",
            "1量化范围",
            "1.1声明单位",
            "见图1。",
            "图1电解铝产品系统边界",
            "1.3取舍准则",
            "a)",
            "b)",
            "2清单计算",
            "应按式（1）计算，参数见表A.1。",
            "式中：",
            "阳极净耗，单位为t/t；",
            "3结果",
            "12.7",
            "图2碳足迹的来源",
            "表1贡献",
            "合计",
            "图3各厂按阶段",
            "附录A",
            "（资料性）",
            "参数缺省值",
            "A.1铝电解",
            "表A.1",
        ],
        text(folder, "report-zh"),
    )


def test_english_report_keeps_the_order_of_its_text(folder: Path) -> None:
    in_order(
        [
            "Contents",
            "1Scopeofquantification",
            "AnnexADefaultparameters",
            "1.2Systemboundary",
            "seeFigure1.",
            "byformula(1),parametersinTableA.1.",
            "where",
            "3Results",
            "Figure2",
            "Table1",
            "AnnexA",
            "(informative)",
        ],
        text(folder, "report-en"),
    )


@pytest.mark.parametrize(
    "name", ["sheet-zh", "sheet-en", "report-zh", "report-en", "hostile-sheet", "hostile-report"]
)
def test_no_reference_is_broken(folder: Path, name: str) -> None:
    found = text(folder, name)
    assert "Error!" not in found
    assert "错误！" not in found
    assert "Referencesource" not in found


def test_words_inside_drawings_and_charts_are_there(folder: Path) -> None:
    found = text(folder, "report-zh")
    for word in (
        "铝土矿开采",
        "原铝液",
        "系统边界（从摇篮到大门）",
        "直供电力（按电网平均",
        "一号厂",
        "回收抵扣",
        "行业平均",
        "−0.62",
        "+0.62",
    ):
        assert word in found, word


def test_formula_is_drawn_not_dropped(folder: Path) -> None:
    in_order(["应按式（1）计算", "44", "Ea=P×N×(1−S−A)×", "（1）", "12", "式中："], text(folder, "report-zh"))


def test_pages_are_counted_in_the_footer_but_not_on_the_cover(folder: Path) -> None:
    pages = text(folder, "report-zh").split("\f")[:-1]
    assert "页" not in pages[0].replace("页面", "")
    for number, page in enumerate(pages[1:], 2):
        assert f"第{number}页，共{len(pages)}页" in page
        assert "规则指纹sha2567f3a91c2" in page


def test_annex_begins_a_page(folder: Path) -> None:
    pages = text(folder, "report-zh").split("\f")
    assert any(
        re.match(r"(温室气体产品碳足迹量化方法与要求电解铝)?附录A（资料性）参数缺省值", page)
        for page in pages
    )


def test_body_is_set_in_song_heads_in_hei_and_latin_in_roman(folder: Path) -> None:
    run = subprocess.run(["pdffonts", folder / "report-zh.pdf"], check=True, capture_output=True)
    lines = run.stdout.decode().splitlines()[2:]
    names = " ".join(line.split()[0].partition("+")[2] for line in lines)
    assert "SerifCJK" in names
    assert "SansCJK" in names
    assert re.search("LiberationSerif|TimesNewRoman", names)
    assert all(re.search(r"\byes (yes|no) (yes|no)\b", line) for line in lines), "a font is not embedded"


def test_hostile_labels_reach_the_paper_as_text(folder: Path) -> None:
    found = text(folder, "hostile-report")
    assert "</script><script>alert(1)</script>" in found
    assert "=cmd|'/Ccalc'!A0" in found


def test_libreoffice_keeps_headings_fields_and_formulas_when_it_saves(folder: Path) -> None:
    saved = folder / "saved"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [
            "soffice",
            "--headless",
            profile,
            "--convert-to",
            "docx",
            "--outdir",
            str(saved),
            folder / "report-zh.docx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    from tests.documents.reading import Docx

    found = Docx((saved / "report-zh.docx").read_bytes())
    assert len(found.find("//m:oMath")) == 6
    codes = " ".join(found.find("//w:instrText/text()"))
    assert codes.count("SEQ") == 9
    assert len(found.find("//c:chart")) == 3
    assert len(found.find("//w:tblHeader")) >= 4
