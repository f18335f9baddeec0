"""Worksheets as plain values: what is asked, under which conditions, and what an answer is (mission C1, C2).

docs/core/questionnaire.md explains the format, the kinds of questions and what an edition says of the one
before.
"""
