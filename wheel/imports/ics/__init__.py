"""Calendar files (.ics, RFC 5545) from elsewhere: from their bytes to series, with a sentence for what cannot be read.

`reading.read_calendar` is the way in. Pure: no database, no clock, and work that is bounded by counting.
"""
