"""A questionnaire taken apart into the places somebody writes in: the same in every file format."""
