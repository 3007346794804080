"""Pictures and files that records list: read, cleaned, made in several sizes and published."""
