"""How people of the invented hub behave: one course of action for each thing they do.

Good practice mostly, and at the rates of the audits: the late, the forgotten, the premature.
A course that meets a refusal puts right what is missing, as somebody at a screen would.
"""
