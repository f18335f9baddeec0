"""Reads the actor table people have kept for years, whatever it looks like."""
