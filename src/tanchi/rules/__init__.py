"""Rule packs: data an association's engineer can read, loaded into a rule that runs."""

from tanchi.rules.load import RuleEntry, RuleLibrary, list_rules, load_rule, read_rule
from tanchi.rules.model import Rule

__all__ = ["Rule", "RuleEntry", "RuleLibrary", "list_rules", "load_rule", "read_rule"]
