"""Forms, inventories and their checks; import what you need from its modules, the heavy ones stay apart."""
