"""Inventories as text: YAML, JSON and CSV, as described in docs/reference/inventory-format.md."""
