"""A report as Word document, PDF and workbook, all made of the one definition."""
