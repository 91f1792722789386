"""Figures laid out once, as scenes of simple shapes, for SVG and for Word's own shapes."""
