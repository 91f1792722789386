"""Tanchi (碳尺): product-carbon-footprint accounting rules that run."""

__version__ = "0.1.0"
