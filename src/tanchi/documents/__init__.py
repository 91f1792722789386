"""Documents: one block model, rendered to Word and to self-contained HTML."""
