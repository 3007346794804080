"""Pages: for each page of the site one frozen view, and the plan of all pages.

A view holds exactly what a template prints, so templates compute nothing. Addresses in views start
at the site's root. The template puts the relative path to the root before them.
"""
