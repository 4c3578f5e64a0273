"""Plan to files: the wheel on paper, as a picture, and as an SVG that stands alone. Every word comes ready from web."""
