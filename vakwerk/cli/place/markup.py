"""Pieces of the page: sections, tables that become lists on a telephone, small print."""

from __future__ import annotations

import html
from collections.abc import Sequence

from vakwerk.engines.words import Words


def section(kind: str, title: str, content: str) -> str:
    return f'<section class="{kind}"><h2>{title}</h2>{content}</section>'


def table(heads: Sequence[str], rows: Sequence[Sequence[str | int]], numbers: int) -> str:
    """The last `numbers` columns hold figures. On a telephone each row becomes a list, its heads beside the cells."""
    first = len(heads) - numbers
    kinds = ["" if column < first else ' class="n"' for column in range(len(heads))]
    top = "".join(f'<th scope="col"{kind}>{html.escape(head)}</th>' for head, kind in zip(heads, kinds, strict=True))
    lines = "".join("<tr>" + "".join(map(_cell, row, kinds, heads)) + "</tr>" for row in rows)
    narrow = " list" if len(heads) > 3 else ""
    return f'<div class="wide{narrow}"><table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table></div>'


def _cell(value: str | int, kind: str, head: str) -> str:
    return f'<td{kind} data-head="{html.escape(head, quote=True)}">{html.escape(str(value))}</td>'


def folded(words: Words, language: str, table: str) -> str:
    return f"<details><summary>{html.escape(words.text(language))}</summary>{table}</details>"


def soft(text: str) -> str:
    return f'<p class="soft">{html.escape(text)}</p>'
