"""What helps an author at work, beside the build itself."""
