"""What an author does besides building: the desk on which an investigation grows.

May import everything but ``cli``; nothing that builds a site imports it.
"""
