"""Checks of what people wrote: the statements of a study."""

from __future__ import annotations

from dataclasses import replace

from tanchi.conformity.answers import Found, idle, no, person, yes
from tanchi.conformity.study_subject import Study, StudyCheck
from tanchi.findings import Text
from tanchi.inventory.statements import STATEMENTS, denies

SHOWN = 60
"""Characters of a statement that the evidence repeats."""


def stated(*keys: str) -> StudyCheck:
    """Return a check that asks for statements. One that says ``none`` is made."""

    def check(study: Study) -> Found:
        missing = [key for key in keys if not study.said(key)]
        return _missing(study, missing) if missing else _quoted(study, keys)

    return check


def declared(key: str, otherwise_zh: str, otherwise_en: str, *more: str) -> StudyCheck:
    """Return a check that applies where the study declares ``key``; then ``more`` must be stated too."""

    def check(study: Study) -> Found:
        text = study.said(key)
        if not text or denies(text):
            return idle(otherwise_zh, otherwise_en)
        return stated(key, *more)(study)

    return check


def asked(key: str, question_zh: str, question_en: str) -> StudyCheck:
    """Return a check whose condition only people know: denied, declared, or for a person to say."""

    def check(study: Study) -> Found:
        text = study.said(key)
        if not text:
            label = STATEMENTS[key]
            return person(
                f"{question_zh}，程序看不出；在 statements.{key} 写明“{label.zh}”，没有则写“无”",
                f"{question_en}: the program can't see; write statements.{key} ({label.en}), or 'none'",
            )
        if denies(text):
            return idle(f"研究写明没有：{STATEMENTS[key].zh}", f"the study says none: {STATEMENTS[key].en}")
        return stated(key)(study)

    return check


def for_person(check: StudyCheck) -> StudyCheck:
    """Return the check with its evidence, where there is some, left to a person."""
    return lambda study: left_to_person(check(study))


def left_to_person(found: Found) -> Found:
    """Return evidence that only a person can weigh."""
    return replace(found, person=True)


def unseen() -> Found:
    """Return that the inventory, and so what people wrote, is not at hand."""
    return no(
        "没有给出清单，看不到填报的数据和研究的说明",
        "the inventory was not given; neither data nor statements can be seen",
        "连同清单一起检查",
        "check together with the inventory",
    )


def _quoted(study: Study, keys: tuple[str, ...]) -> Found:
    texts = {key: study.said(key) for key in keys}
    shown = {key: text if len(text) <= SHOWN else f"{text[:SHOWN]}…" for key, text in texts.items()}
    return yes(
        "；".join(f"{STATEMENTS[key].zh}：{text}" for key, text in shown.items()),
        "; ".join(f"{STATEMENTS[key].en}: {text}" for key, text in shown.items()),
        *(f"statements.{key}" for key in keys),
    )


def _missing(study: Study, keys: list[str]) -> Found:
    labels = [STATEMENTS[key] for key in keys]
    if study.inventory is None:
        return unseen()
    what = Text("、".join(t.zh for t in labels), ", ".join(t.en for t in labels))
    return no(
        f"没有写明：{what.zh}",
        f"not stated: {what.en}",
        f"在清单的 statements 中写 {'、'.join(keys)}",
        f"write {', '.join(keys)} under statements of the inventory",
        *(f"statements.{key}" for key in keys),
    )
