"""Checks of an inventory against the form of its rule: everything at once, each at its place."""
