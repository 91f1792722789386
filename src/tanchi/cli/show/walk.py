"""The walk from a number back to its sources, as a tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

from rich.text import Text as Words
from rich.tree import Tree

from tanchi.cli.screen import Screen
from tanchi.cli.show.digits import percent
from tanchi.cli.show.words import READINGS
from tanchi.cli.visible import visible
from tanchi.documents.numbers import show
from tanchi.findings import Text
from tanchi.study.result import Footprint, NodeKind, ProvenanceNode

_SIGNIFICANT = 6
_MOST = 15
_KINDS = {
    NodeKind.PARAMETER: Text("规则参数", "parameter"),
    NodeKind.PROPERTY: Text("流的属性", "property"),
    NodeKind.INPUT: Text("填报", "reported"),
    NodeKind.DEFAULT: Text("缺省", "default"),
    NodeKind.GAP_FILLED: Text("补缺", "gap filled"),
    NodeKind.PROVIDER: Text("因子", "factor"),
    NodeKind.GWP: Text("GWP", "GWP"),
}
_FORMULAS = {
    "Σ": Text("下列各项之和", "sum of the following"),
    "burden × share": Text(
        "期间负荷 × 单位产品承担的份额", "burden of the period × share of one unit of product"
    ),
    "Σ share × runs": Text("分配份额 × 运行份额，各产品相加", "allocated share × run, summed over products"),
    "(demanded + Σ runs × used) / made": Text(
        "（需求 + Σ 用户的运行份额 × 用量）÷ 全期产量",
        "(demanded + Σ run of a user × what it takes) ÷ made in the period",
    ),
}


@dataclass(slots=True)
class _Walk:
    """One printing of a tree: nodes already shown are only named again."""

    footprint: Footprint
    screen: Screen
    shown: set[str] = field(default_factory=set)


def show_walk(footprint: Footprint, node: ProvenanceNode, depth: int, screen: Screen) -> None:
    """Print the tree below ``node``, ``depth`` steps down (0: all the way)."""
    walk = _Walk(footprint, screen)
    tree = Tree(_title(walk, node), guide_style="dim")
    _grow(tree, walk, node, depth or inf)
    screen.show(tree)


def _grow(tree: Tree, walk: _Walk, node: ProvenanceNode, depth: float) -> None:
    for line in _details(walk, node):
        tree.add(Words(visible(line), "dim"))
    walk.shown.add(node.id)
    children = [walk.footprint.nodes[id] for id in node.inputs if id in walk.footprint.nodes]
    if node.formula == "Σ":
        children.sort(key=lambda n: -abs(n.value) if isinstance(n.value, float) else 0.0)
    if not children:
        return
    if depth <= 0:
        tree.add(
            Words(
                walk.screen.of(Text(f"…… 下面还有 {len(children)} 项", f"… {len(children)} more below")),
                "dim",
            )
        )
        return
    for child in children[:_MOST]:
        branch = tree.add(_title(walk, child))
        if child.id in walk.shown and (child.inputs or _details(walk, child)):
            branch.add(Words(walk.screen.of(Text("见上", "see above")), "dim"))
        elif child.id not in walk.shown:
            _grow(branch, walk, child, depth - 1)
    if len(children) > _MOST:
        rest = len(children) - _MOST
        tree.add(Words(walk.screen.of(Text(f"…… 其余 {rest} 项", f"… {rest} others")), "dim"))


def _title(walk: _Walk, node: ProvenanceNode) -> Words:
    """Return ``label = value unit  share  [id]``."""
    title = Words(visible(walk.screen.of(node.label) or node.id))
    value = f"{_value(node)} {'' if node.unit == '1' else node.unit}".rstrip()
    title.append(f" = {visible(value)}", "bold")
    for item in walk.footprint.contributions:
        if item.node == node.id:
            title.append(f"  {percent(item.share)}")
    title.append(f"  {visible(node.id)}", "dim")
    return title


def _value(node: ProvenanceNode) -> str:
    if isinstance(node.value, str):
        return node.value
    text = f"{node.value:.{_SIGNIFICANT}g}"
    return show(node.value, 0) if "e+" in text else text


def _details(walk: _Walk, node: ProvenanceNode) -> list[str]:
    """Return what is known of a node: formula with its numbers, clause, cell, source with its reading."""
    of = walk.screen.of
    lines = []
    if node.formula:
        lines.append(of(_FORMULAS.get(node.formula, Text(node.formula))))
    if node.with_numbers:
        lines.append(f"= {node.with_numbers}")
    if node.clause:
        lines.append(of(Text(f"条款 {node.clause}", f"clause {node.clause}")))
    facts = [of(_KINDS[node.kind])] if node.kind in _KINDS else []
    facts += [str(node.place)] if node.place else []
    if node.source:
        facts.append(f"{node.source} [{of(READINGS[node.source.reading])}]")
    facts += [of(node.note)] if node.note else []
    return [*lines, " · ".join(facts)] if facts else lines
