"""Two invented alliances, lived in for three years, so that everybody sees klappt at work.

All names are made up; phone numbers come from the ranges kept free for film and television.
"""
