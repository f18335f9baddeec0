"""Programs that speak for a peer from its own environment: they must not import klappt."""
