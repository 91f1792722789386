"""Marks in a copy of a workbook: colours, comments and a list of problems, with nothing else changed."""
