"""What is labelled, as tables for other programs: a workbook, CSV, Parquet, annotations of the web, and a plain
page."""
