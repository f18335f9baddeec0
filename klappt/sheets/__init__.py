"""Spreadsheets as people really have them: opened safely, tables found in them, written without formulas.

Knows nothing of institutions or offers; what a column means is the business of the context that asks.
"""
