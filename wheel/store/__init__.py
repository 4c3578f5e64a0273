"""The store: tables and queries; hands out core values and applies core decisions."""
