"""Calendar files: invitations, cancellations and feeds out, what calendar programs answer in.

Knows nothing of meetings or bodies: plain values in, bytes out, and the other way round.
"""
