"""The collection workbook: laid out from a form, written, read back, marked."""
