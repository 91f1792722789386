"""Bilingual text: Chinese first, English second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """A label or sentence in Chinese and English."""

    zh: str
    en: str = ""

    def of(self, language: Language) -> str:
        """Return the text in ``language``, or in the other one where it is missing."""
        if language == "en":
            return self.en or self.zh
        return self.zh or self.en

    def __str__(self) -> str:
        return self.zh or self.en

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)
