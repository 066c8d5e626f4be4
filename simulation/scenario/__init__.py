"""Scenarios: how a journey should go, written by practice leads and played under a virtual clock.

`reading` turns a file into plain values, `parsing` those into a `script`, `playing` plays it in
a database of its own, `checking` compares, `reporting` says what happened.
"""
