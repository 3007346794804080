"""Changes of any kind to a small project, and what the program makes of each: see CONTRIBUTING."""
