"""A document as plain values, and three ways to write it: DOCX, ODT and tagged PDF.

Knows nothing of minutes or agreements: who has something to say builds a `Document`.
"""
