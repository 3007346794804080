"""``claimline cms sveltia``: the setup of a content management system, made from the schema.

Sveltia CMS is a page that edits the files of a repository on GitHub or GitLab. claimline writes its
setup and the page into ``admin/``, beside ``content/``. No build reads that folder.

- ``kind_places`` finds the folders and lists in which a project keeps its records.
- ``sveltia_fields`` makes a field of the CMS from a field of a form.
- ``sveltia_config`` puts the fields into collections, and these into the setup.
- ``admin_files`` writes the files.
- ``rewritten_values`` finds what the CMS would change when it saves a file.
"""
