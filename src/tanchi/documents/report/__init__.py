"""The study report and the result page, composed from a footprint."""
