"""One product's footprint: inventory + rule + background → result that can be walked back to its sources."""
