"""Pictures of every screen and scene at every size: what they look like, and what is wrong with them by measure.

``python -m tests.pictures`` (``make pictures``) takes them all; the tests here measure the same without taking any.
"""
