"""Calendar feeds: what was filtered for an audience, as iCalendar bytes (RFC 5545, RFC 7986). Rendering is pure."""
