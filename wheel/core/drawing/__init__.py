"""What the wheel is drawn with: arcs, bands, lanes, marks, labels and the frame around them."""
