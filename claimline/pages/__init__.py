"""Pages: for each page of the site one frozen view, and the plan of all pages.

A view holds what a template prints and nothing that it would have to work out. Addresses in
views start at the site's root; the template puts the way to the root before them.
"""
