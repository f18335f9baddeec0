"""Where boxes and lines of a picture stand that is read from left to right (mission B5).

docs/core/layered.md explains the method and what it promises. Own by design: networkx places given layers
without uncrossing them, and Graphviz is a program that a town hall has not installed.
"""

from klappt.core.layered.drawing import Box, Drawing, Line, Measures, Node, Point, draw

__all__ = ["Box", "Drawing", "Line", "Measures", "Node", "Point", "draw"]
